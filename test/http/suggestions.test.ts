import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sql } from "#kernel/sql.ts";
import { Served } from "#test/harness/served.ts";

let served: Served;

beforeAll(async () => {
  served = await Served.open();
});
afterAll(() => served.close());

const states = ["Bern", "bern", "Bern", "Zürich", "Neu-Bern", "Berne", "Berne", "", null];

describe("the values of a field", () => {
  beforeAll(async () => {
    await served.post("/api/people", {
      people: states.map((state, index) => ({ email: `p${index}@example.com`, state })),
    });
  });
  const valuesOf = async (query: string): Promise<unknown> =>
    (await served.get(`/api/fields/state/values${query}`)).body;

  test("are those that people have, the most frequent first, whatever their case", async () => {
    expect(await valuesOf("")).toEqual({
      everybody: true,
      values: [
        { value: "Bern", people: 3 },
        { value: "Berne", people: 2 },
        { value: "Neu-Bern", people: 1 },
        { value: "Zürich", people: 1 },
      ],
    });
  });

  test("that begin with a text stand before those that hold it, and no others", async () => {
    expect(await valuesOf("?text=BERN&limit=3")).toEqual({
      everybody: true,
      values: [
        { value: "Bern", people: 3 },
        { value: "Berne", people: 2 },
        { value: "Neu-Bern", people: 1 },
      ],
    });
    expect(await valuesOf("?text=ZÜ")).toEqual({ everybody: true, values: [{ value: "Zürich", people: 1 }] });
  });

  test("are no longer there when the last person who had one has another", async () => {
    await served.post("/api/people", { people: [{ email: "p3@example.com", state: "Genève" }] });
    expect(await valuesOf("?text=zürich")).toEqual({ everybody: true, values: [] });
    await served.post("/api/people", { people: [{ email: "p3@example.com", state: "Zürich" }] });
  });

  test("are found by the label of the field", async () => {
    const { body } = await served.get("/api/fields/First%20Name/values");
    expect(body).toEqual({ everybody: true, values: [] });
  });

  test.each([
    ["/api/fields/nothing/values", "field.unknown", "field"],
    ["/api/fields/person_score/values", "field.notText", "field"],
    ["/api/fields/unsubscribed/values", "field.notText", "field"],
    ["/api/fields/state/values?limit=101", "input.most", "limit"],
    [`/api/fields/state/values?text=${"x".repeat(201)}`, "input.long", "text"],
    ["/api/fields/state/values?text=a%00b", "input.text", "text"],
    ["/api/fields/state%22%3B%20drop%20table%20person/values", "field.unknown", "field"],
  ])("refuses %s", async (path, code, place) => {
    const { body } = await served.get(path);
    expect(body.problems).toMatchObject([{ code, path: place }]);
  });

  test.each(["%", "_", "'", "\\", "💌", "\ud800"])("takes %j as what it is", async (text) => {
    const { status, body } = await served.get(
      `/api/fields/state/values?text=${encodeURIComponent(text.toWellFormed())}`,
    );
    expect([status, body]).toEqual([200, { everybody: true, values: [] }]);
  });

  test("of many people are estimated from a sample, and it says so", async () => {
    await served.db.rows(sql`insert into person (shard, id, created_at, updated_at, city)
      select (id >> 7) & 31, id, now(), now(), case when id % 4 = 0 then 'Lyon' else 'Paris' end from generate_series(1000001, 1100000) id`);
    const { body } = await served.get("/api/fields/city/values");
    const values = body["values"] as { value: string; people: number }[];
    expect(body["everybody"]).toBe(false);
    expect(values.map((one) => one.value)).toEqual(["Paris", "Lyon"]);
    for (const { people, value } of values) {
      const count = value === "Paris" ? 75_000 : 25_000;
      expect(Math.abs(people - count) / count).toBeLessThan(0.1);
    }
  });
});

describe("the links of an e-mail", () => {
  test("are those that lead everybody to the same place, of what is sent and of the draft", async () => {
    const { body } = await served.post("/api/emails", {
      name: "Sale",
      content: {
        subject: "Sale",
        fromAddress: "shop@example.com",
        html: `<a href="https://example.com/a?x=1&amp;y=2">A</a> <a href="https://example.com/{{lead.Email Address}}">me</a>
          <a href="{{system.unsubscribeLink}}">stop</a> <a href="mailto:a@example.com">m</a> <a href="https://example.com/a?x=1&amp;y=2">again</a>`,
      },
    });
    const email = String(body["id"]);
    await served.post(`/api/emails/${email}/approve`);
    await served.put(`/api/emails/${email}`, { content: { html: '<a href="https://example.com/b">B</a>' } });
    const { body: found } = await served.get("/api/emails/Sale/links");
    expect(found).toEqual({ links: ["https://example.com/a?x=1&y=2", "https://example.com/b"] });
  });

  test("of an e-mail that does not exist are refused", async () => {
    expect((await served.get("/api/emails/999999/links")).status).toBe(404);
    expect((await served.get("/api/emails/a%00b/links")).body.code).toBe("input.text");
  });
});
