import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { raw } from "#kernel/sql.ts";
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
    ["sort=nothing", "field.unknown"],
    ["sort=Full%20Name", "field.formula"],
    ["after=nowhere", "cursor.invalid"],
    ["sort=person_score&after=3%20many", "cursor.invalid"],
    ["sort=date_of_birth&after=3%202026-13-41", "cursor.invalid"],
  ])("refuses %s", async (query, code) => {
    expect((await served.get(`/api/people?${query}`)).body.code).toBe(code);
  });
});

describe("people are", () => {
  const named = [
    ["ann", "Ann", "Example", "Acme Works"],
    ["zoe", "Zoë", "O'Neil-Smith", "Example & Sons"],
    ["hanako", "花子", "山田", "株式会社 例"],
    ["odd", "100%", "a_b\\c 'd' :*", "| & !"],
    ["anna", "Anna Maria", "Straße", null],
  ] as const;
  beforeAll(async () => {
    const people = named.map(([email, first, last, company]) => ({
      email: `${email}@names.example`,
      "First Name": first,
      "Last Name": last,
      "Company Name": company,
    }));
    await served.post("/api/people", { people });
  });
  const found = async (search: string, more = ""): Promise<(string | undefined)[]> => {
    const { body } = await served.get(
      `/api/people?limit=1000&fields=email&search=${encodeURIComponent(search)}${more}`,
    );
    return (body["people"] as { email: string | null }[]).map(({ email }) =>
      email?.replace("@names.example", ""),
    );
  };

  test.each([
    ["ann ex", ["ann"]],
    ["EX ANN", ["ann"]],
    ["maria anna", ["anna"]],
    ["zoe smith", ["zoe"]],
    ["Zoë o'n", ["zoe"]],
    ["strasse", ["anna"]],
    ["acme", ["ann"]],
    ["work acm ann", ["ann"]],
    ["花", ["hanako"]],
    ["山田　花子", ["hanako"]],
    ["山田花", ["hanako"]],
    ["hanako@names.ex", ["hanako"]],
    ["example", ["ann", "zoe"]],
    ["xample", []],
    ["ann zoe", []],
    ["%", []],
    ["100%", ["odd"]],
    ["_", []],
    ["a_b", ["odd"]],
    ["a_b\\", ["odd"]],
    ["\\", []],
    ["'d", ["odd"]],
    ["-", []],
    ["|", ["odd"]],
    ["ann & !ex", []],
    [":*", ["odd"]],
    ["names.ex", ["ann", "zoe", "hanako", "odd", "anna"]],
    ["@NAMES", ["ann", "zoe", "hanako", "odd", "anna"]],
    ["names", []],
    ["ames.example", []],
    ["@", []],
    ["x".repeat(255), []],
  ])(
    "found by “%s”: beginnings of words of names, company, address or its domain",
    async (search, expected) => {
      expect(await found(search)).toEqual(expected);
      expect(new Set(await found(search, "&sort=last_name&down=true"))).toEqual(new Set(expected));
      const { body } = await served.post("/api/smart-lists/count", { search });
      expect(body["people"]).toBe(expected.length);
    },
  );

  test("not narrowed by a search for blanks", async () => {
    expect(await found("  ")).toHaveLength(260 + named.length);
  });

  test("found page by page, up and down", async () => {
    expect((await all("search=name")).map(({ id }) => id)).toEqual(
      (await all("search=name&down=true")).map(({ id }) => id).toReversed(),
    );
    expect(await all("search=name")).toHaveLength(260);
  });

  test("no longer found by a name they have lost, and found by their new one", async () => {
    await served.post("/api/people", { people: [{ email: "anna@names.example", "First Name": "Éloïse" }] });
    expect(await found("maria")).toEqual([]);
    expect(await found("eloise")).toEqual(["anna"]);
  });

  test("written however long their names are", async () => {
    const long = "長".repeat(255);
    const { body } = await served.post("/api/people", {
      people: [{ email: "long@names.example", "First Name": long, "Company Name": "x".repeat(255) }],
    });
    expect(body["people"]).toMatchObject([{ outcome: "created" }]);
    expect(await found("長長")).toEqual(["long"]);
  });
});

describe("people are sorted", () => {
  const scores = [7, null, 3, 7, null, -1, 1_000_000];
  beforeAll(async () => {
    await served.post("/api/people", {
      people: scores.map((score, index) => ({
        email: `s${index}@sorted.example`,
        "Last Name": ["b", "B", null, "a", "É", "e", "z"][index] ?? null,
        "Person Score": score,
        "Date of Birth": score === null ? null : `19${60 + index}-01-01`,
        "Annual Revenue": score === null ? null : `${score}.5`,
        Unsubscribed: index % 2 === 0,
        "Company Name": "Sorted",
      })),
    });
  });
  const sorted = async (sort: string, down: boolean): Promise<unknown[]> => {
    const people: Record<string, unknown>[] = [];
    for (let after: string | null = ""; after !== null;) {
      const { body } = await served.post("/api/smart-lists/people", {
        rules: { filters: [{ filter: "field", field: "company", operator: "is", values: ["sorted"] }] },
        sort,
        down,
        limit: 2,
        fields: [sort, "email"],
        ...(after ? { after } : {}),
      });
      people.push(...(body["people"] as typeof people));
      after = body["next"] as string | null;
    }
    expect(new Set(people.map((one) => one["id"])).size).toBe(scores.length);
    expect(people).toHaveLength(scores.length);
    return people.map((one) => one[sort]);
  };

  test.each([
    ["person_score", [-1, 3, 7, 7, 1_000_000]],
    ["last_name", ["a", "b", "B", "e", "É", "z"]],
    ["date_of_birth", ["1960-01-01", "1962-01-01", "1963-01-01", "1965-01-01", "1966-01-01"]],
    ["annual_revenue", ["-1.50", "3.50", "7.50", "7.50", "1000000.50"]],
    ["unsubscribed", [false, false, false, true, true, true, true]],
    ["email", scores.map((_, index) => `s${index}@sorted.example`)],
  ])("by %s, page by page: equals by number, those without last both ways", async (sort, expected) => {
    const none = scores.slice(expected.length).map(() => null);
    expect(await sorted(sort, false)).toEqual([...expected, ...none]);
    expect(await sorted(sort, true)).toEqual([...expected.toReversed(), ...none]);
  });

  test("by several fields as all of them in one order, page by page, with equals and empty values", async () => {
    const pick = <T>(values: readonly T[], at: number): T => values[at % values.length] as T;
    await served.post("/api/people", {
      people: Array.from({ length: 45 }, (_, at) => ({
        email: `t${at}@ties.example`,
        "Last Name": pick(["Éa", "eb", null, "EA", 'z’ \\"', "", "É"], at * 5),
        "Person Score": pick([1, null, -3, 1], at * 3),
        "Date of Birth": pick([null, "1980-02-29", "1980-03-01"], at),
        Unsubscribed: pick([true, false, null], at * 2 + 1),
        "Company Name": "Ties",
      })),
    });
    const ORDERS: Readonly<Record<string, string>> = {
      last_name: `fold(last_name) collate "und-x-icu"`,
      person_score: "person_score",
      date_of_birth: "date_of_birth",
      unsubscribed: "unsubscribed",
      email: "fold(email)",
    };
    const key = fc.record({ field: fc.constantFrom(...Object.keys(ORDERS)), down: fc.boolean() });
    const keys = fc.uniqueArray(key, { minLength: 1, maxLength: 3, selector: (one) => one.field });
    await fc.assert(
      fc.asyncProperty(keys, fc.integer({ min: 4, max: 30 }), async (order, limit) => {
        const sort = order.map(({ field, down }) => (down ? `-${field}` : field)).join(",");
        const paged: number[] = [];
        for (let after: unknown; after !== null;) {
          const { status, body } = await served.post("/api/smart-lists/people", {
            rules: { filters: [{ filter: "field", field: "company", operator: "is", values: ["ties"] }] },
            sort,
            limit,
            fields: [],
            ...(after === undefined ? {} : { after }),
          });
          expect(status).toBe(200);
          paged.push(...(body["people"] as { id: number }[]).map(({ id }) => id));
          after = body["next"];
        }
        const by = order.map(({ field, down }) => `${ORDERS[field]} ${down ? "desc" : "asc"} nulls last`);
        const whole = await served.db.rows<{ id: number }>(
          raw(
            `select id from person where company = 'Ties' order by ${by.join(", ")}, id ${order[0]?.down ? "desc" : "asc"}`,
          ),
        );
        expect(paged).toEqual(whole.map(({ id }) => id));
      }),
      { numRuns: 15, seed: 7 },
    );
  });

  test.each([
    ["last_name,first_name,email,company", undefined, [400, "input.many"]],
    ["last_name,nothing", undefined, [400, "field.unknown"]],
    ["last_name,-first_name", "3 x", [400, "cursor.invalid"]],
    ["last_name,-first_name", '3 ["a"]', [400, "cursor.invalid"]],
    ["last_name,-person_score", '3 ["a","many"]', [400, "cursor.invalid"]],
    [" last_name , -id, first_name", undefined, [200, undefined]],
  ])("by %s from %s: %s", async (sort, after, expected) => {
    const query = new URLSearchParams({ sort, ...(after === undefined ? {} : { after }) });
    const { status, body } = await served.get(`/api/people?${query.toString()}`);
    expect([status, body.code]).toEqual(expected);
  });

  test("by an instant to the microsecond", async () => {
    const up = await all("sort=created_at&search=sorted");
    expect(new Set(up.map(({ id }) => id)).size).toBe(scores.length);
  });
});

test("instants of people are shown as they are written", async () => {
  const { body } = await served.get("/api/people?limit=1&fields=created_at");
  expect(body["people"]).toEqual([
    { id: 1, created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/) },
  ]);
});
