import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Served } from "#test/harness/served.ts";

let served: Served;

beforeAll(async () => {
  served = await Served.open();
  const people = Array.from({ length: 260 }, (_, index) => ({
    email: `${String.fromCharCode(97 + (index % 26))}${String(index).padStart(3, "0")}@example.com`,
    "First Name": `Name ${index}`,
  }));
  await served.post("/api/people", { people });
  // One without an address: it is taken away again.
  await served.post("/api/people", { people: [{ id: 5, email: null }], key: "id" });
});
afterAll(() => served.close());

/** Everybody, page by page. */
async function all(query: string): Promise<{ id: number; email: string | null }[]> {
  const found: { id: number; email: string | null }[] = [];
  for (let after: string | null = ""; after !== null;) {
    const { body } = await served.get(
      `/api/people?limit=37&fields=email&${query}${after ? `&after=${encodeURIComponent(after)}` : ""}`,
    );
    found.push(...(body["people"] as typeof found));
    after = body["next"] as string | null;
  }
  return found;
}

describe("paging through people", () => {
  test.each(["id", "email"])(
    "by %s gives everybody once, and downwards the same the other way round",
    async (sort) => {
      const up = await all(`sort=${sort}`);
      expect(new Set(up.map((one) => one.id)).size).toBe(260);
      expect(up).toHaveLength(260);
      const down = await all(`sort=${sort}&down=true`);
      const known = (list: typeof up): number[] =>
        list.filter((one) => sort === "id" || one.email !== null).map((one) => one.id);
      expect(known(down)).toEqual(known(up).toReversed());
    },
  );

  test("by e-mail puts those without one last, both ways", async () => {
    for (const down of ["false", "true"])
      expect((await all(`sort=email&down=${down}`)).at(-1)).toEqual({ id: 5, email: null });
  });

  test("finds by the beginning of the address, in either order", async () => {
    const found = await all("email=C&sort=email&down=true");
    expect(found.map((one) => one.email)).toEqual(
      Array.from(
        { length: 10 },
        (_, index) => `c${String(2 + 26 * (9 - index)).padStart(3, "0")}@example.com`,
      ),
    );
    expect((await all("email=C")).map((one) => one.id)).toEqual(found.map((one) => one.id).toReversed());
  });

  test("shows the fields that are asked for, by name or label", async () => {
    const { body } = await served.get("/api/people?limit=1&fields=First%20Name&fields=state");
    expect(body["people"]).toEqual([{ id: 1, first_name: "Name 0", state: null }]);
  });

  test.each([
    ["fields=nothing", "field.unknown"],
    ["after=nowhere", "cursor.invalid"],
  ])("refuses %s", async (query, code) => {
    expect((await served.get(`/api/people?${query}`)).body.code).toBe(code);
  });
});
