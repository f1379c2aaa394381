import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sql } from "#kernel/sql.ts";
import { createField } from "#operations/field/create-field.ts";
import { createActivityType } from "#operations/activity-type/create-activity-type.ts";
import { createSmartList } from "#operations/smart-list/create-smart-list.ts";
import { countPeople } from "#operations/smart-list/count-people.ts";
import { explainPerson } from "#operations/smart-list/explain-person.ts";
import { upsertPeople } from "#operations/person/upsert-people.ts";
import { addPeopleToList } from "#operations/static-list/add-people-to-list.ts";
import { createList } from "#operations/static-list/create-list.ts";
import { World } from "#test/harness/world.ts";

let world: World;
const field = (name: string, operator: string, ...values: (string | number | boolean)[]) => ({
  filter: "field",
  field: name,
  operator,
  values,
});

beforeAll(async () => {
  world = await World.open("2026-06-10T12:00:00Z");
  await world.ask(createField, { name: "fortune", label: "Fortune", type: "float" });
  await world.ask(createField, { name: "renewal", label: "Renewal", type: "date" });
  await world.ask(createField, { name: "seen", label: "Seen", type: "datetime" });
  await world.ask(createField, { name: "vip", label: "VIP", type: "boolean" });
});
afterAll(() => world.close());

/** Fresh people for one test; their names begin with it. */
async function people(rows: Record<string, Record<string, string | number | boolean>>): Promise<void> {
  await world.db.rows(sql`truncate person, person_key, activity, list_member, membership`);
  await world.people(
    ...Object.entries(rows).map(([name, values]) => ({ email: `${name}@x.test`, ...values })),
  );
}

describe("filters are combined", () => {
  beforeAll(() =>
    people({
      both: { state: "CA", person_score: 60 },
      state: { state: "CA", person_score: 10, person_status: "New" },
      score: { state: "NY", person_score: 80 },
      status: { state: "CA", person_status: "Sales Qualified" },
      none: { state: "TX" },
    }),
  );
  const filters = [
    field("state", "is", "CA"),
    field("person_score", "at least", 50),
    field("person_status", "is", "Sales Qualified"),
  ];

  test("AC-010: by default everybody must satisfy all of them", async () => {
    expect(
      await world.whoIs([field("state", "is", "CA"), field("person_score", "greater than", 50)]),
    ).toEqual(["both"]);
  });
  test("AC-011: ANY takes whoever satisfies at least one", async () => {
    expect(await world.whoIs(filters.slice(0, 2), { match: "any" })).toEqual([
      "both",
      "score",
      "state",
      "status",
    ]);
  });
  test("AC-013: ADVANCED without a text begins as all of them", async () => {
    const { rules } = await world.ask(createSmartList, {
      name: "Advanced",
      rules: { filters, match: "advanced" },
    });
    expect(rules.logic).toBe("1 and 2 and 3");
    expect(await world.whoIs(filters, { match: "advanced" })).toEqual([]);
  });
  test("AC-014: 1 and (2 or 3)", async () => {
    expect(await world.whoIs(filters, { match: "advanced", logic: "1 and (2 or 3)" })).toEqual([
      "both",
      "status",
    ]);
  });
});

describe("texts", () => {
  beforeAll(() =>
    people({
      ca: { state: "CA" },
      cali: { state: "California" },
      small: { state: "ca" },
      empty: {},
      blank: { state: " " },
      tune: { state: "fortune" },
      there: { state: "thereFOR" },
      street: { state: "STRASSE" },
      accent: { state: "E\u0301t\u00e9" },
      tokyo: { state: "東京都" },
    }),
  );
  const who = (operator: string, ...values: string[]) => world.whoIs([field("state", operator, ...values)]);

  test("AC-030: is ignores case", async () => expect(await who("is", "cA")).toEqual(["ca", "small"]));
  test("AC-031: several values are alternatives", async () =>
    expect(await who("is", "CA", "california")).toEqual(["ca", "cali", "small"]));
  test("AC-032: is not with several values excludes each of them and takes the empty ones", async () =>
    expect(await who("is not", "CA", "California")).toEqual([
      "accent",
      "blank",
      "empty",
      "street",
      "there",
      "tokyo",
      "tune",
    ]));
  test("AC-033: contains finds the letters anywhere", async () =>
    expect(await who("contains", "for")).toEqual(["cali", "there", "tune"]));
  test("not contains is its complement", async () =>
    expect(await who("not contains", "for")).toEqual([
      "accent",
      "blank",
      "ca",
      "empty",
      "small",
      "street",
      "tokyo",
    ]));
  test("starts with and its complement", async () => {
    expect(await who("starts with", "cal")).toEqual(["cali"]);
    expect(await who("not starts with", "c")).toEqual([
      "accent",
      "blank",
      "empty",
      "street",
      "there",
      "tokyo",
      "tune",
    ]);
  });
  test("a blank is not empty", async () => {
    expect(await who("is empty")).toEqual(["empty"]);
    expect((await who("is not empty")).length).toBe(9);
  });
  test("ß is ss, an accent typed in two ways is one letter, and typed values are trimmed", async () => {
    expect(await who("is", "straße")).toEqual(["street"]);
    expect(await who("is", " e\u0301te\u0301 ")).toEqual(["accent"]);
    expect(await who("contains", "京")).toEqual(["tokyo"]);
  });
});

describe("numbers", () => {
  beforeAll(() =>
    people({
      none: {},
      zero: { person_score: 0 },
      ten: { person_score: 10 },
      fifteen: { person_score: 15 },
      twenty: { person_score: 20 },
      minus: { person_score: -5 },
      rich: { fortune: 1.5 },
    }),
  );
  const who = (operator: string, ...values: number[]) =>
    world.whoIs([field("person_score", operator, ...values)]);

  test("AC-034: is 0 takes people without a score too", async () =>
    expect(await who("is", 0)).toEqual(["none", "rich", "zero"]));
  test("is not 0 leaves both out; is not 10 takes people without", async () => {
    expect(await who("is not", 0)).toEqual(["fifteen", "minus", "ten", "twenty"]);
    expect(await who("is not", 10)).toEqual(["fifteen", "minus", "none", "rich", "twenty", "zero"]);
  });
  test("AC-035: is empty means no score; 0 is a score", async () => {
    expect(await who("is empty")).toEqual(["none", "rich"]);
    expect(await who("is not empty")).toEqual(["fifteen", "minus", "ten", "twenty", "zero"]);
  });
  test("AC-036: between includes its ends, greater than does not, at least does", async () => {
    expect(await who("between", 10, 20)).toEqual(["fifteen", "ten", "twenty"]);
    expect(await who("greater than", 10)).toEqual(["fifteen", "twenty"]);
    expect(await who("at least", 10)).toEqual(["fifteen", "ten", "twenty"]);
    expect(await who("less than", 10)).toEqual(["minus", "zero"]);
    expect(await who("at most", 10)).toEqual(["minus", "ten", "zero"]);
  });
  test("AC-037: a float offers no is", async () => {
    expect(await world.refusal(countPeople, { rules: { filters: [field("fortune", "is", 1.5)] } })).toEqual([
      "operator.notAllowed rules.filters[0].operator",
    ]);
    expect(await world.whoIs([field("fortune", "between", 1, 2)])).toEqual(["rich"]);
  });
  test("of double precision that are too large or too small for it are none", async () => {
    for (const value of ["1e400", "-1e400", "1e-400"])
      expect(
        await world.refusal(countPeople, { rules: { filters: [field("fortune", "at least", value)] } }),
        value,
      ).toEqual(["value.type rules.filters[0].values[0]"]);
    expect(await world.whoIs([field("fortune", "at least", "0.0e999")])).toEqual(["rich"]);
    const { people: answers } = await world.ask(upsertPeople, {
      people: ["1e-400", "1e400"].map((fortune) => ({ email: "rich@x.test", fortune })),
    });
    expect(answers.map(({ outcome }) => outcome)).toEqual(["refused", "refused"]);
  });
});

describe("dates", () => {
  beforeAll(() =>
    people({
      none: {},
      old: { date_of_birth: "1990-05-01", seen: "2026-06-09T12:00:00Z" },
      edge: { date_of_birth: "2000-01-01", seen: "2026-06-09T12:00:01Z" },
      young: { date_of_birth: "2001-02-03", seen: "2026-06-10T18:00:00Z" },
      d89: { renewal: "2026-09-07" },
      d90: { renewal: "2026-09-08" },
      d91: { renewal: "2026-09-09" },
    }),
  );
  const others = ["d89", "d90", "d91", "none"];

  test("AC-038: before, on or before and in past before take people without a date", async () => {
    expect(await world.whoIs([field("date_of_birth", "before", "2000-01-01")])).toEqual([...others, "old"]);
    expect(await world.whoIs([field("date_of_birth", "on or before", "2000-01-01")])).toEqual([
      "d89",
      "d90",
      "d91",
      "edge",
      "none",
      "old",
    ]);
    expect(await world.whoIs([field("date_of_birth", "in past before", "26 years")])).toEqual([
      "d89",
      "d90",
      "d91",
      "edge",
      "none",
      "old",
    ]);
    expect(
      await world.whoIs([{ ...field("date_of_birth", "before", "2000-01-01"), excludeEmpty: true }]),
    ).toEqual(["old"]);
  });
  test("AC-039: after and on or after do not", async () => {
    expect(await world.whoIs([field("date_of_birth", "after", "2000-01-01")])).toEqual(["young"]);
    expect(await world.whoIs([field("date_of_birth", "on or after", "2000-01-01")])).toEqual([
      "edge",
      "young",
    ]);
  });
  test("AC-040: in past 1 day includes earlier today, not later today", async () => {
    expect(await world.whoIs([field("seen", "in past", "1 day")])).toEqual(["edge"]);
    expect(await world.whoIs([field("seen", "in future", "1 day")])).toEqual(["young"]);
  });
  test("AC-041: in future after 90 days and in future 91 days together are exactly today + 90", async () => {
    expect(
      await world.whoIs([
        field("renewal", "in future after", "90 days"),
        field("renewal", "in future", "91 days"),
      ]),
    ).toEqual(["d90"]);
  });
  test.each(["1 hour", "82 days", "3 weeks", "14 months", "1 year"])(
    "AC-042: “%s” is a duration",
    async (length) => {
      await expect(world.whoIs([field("seen", "in past", length)])).resolves.toBeInstanceOf(Array);
    },
  );
  test.each(["4 hrs", "1", "days", "-1 day", "1.5 days"])(
    "“%s” is none, and the cure is said",
    async (length) => {
      expect(
        await world.refusal(countPeople, { rules: { filters: [field("seen", "in past", length)] } }),
      ).toEqual(["value.type rules.filters[0].values[0]"]);
    },
  );
  test.each(["in past", "in future"])(
    "%s may be longer than years can be written: it is for ever",
    async (operator) => {
      const ever = operator === "in past" ? ["edge", "old"] : ["young"];
      for (const length of ["2100 years", "9000 years", "99999 years"])
        expect(await world.whoIs([field("seen", operator, length)]), length).toEqual(ever);
      expect(await world.whoIs([field("renewal", operator, "99999 years")])).toEqual(
        operator === "in past" ? [] : ["d89", "d90", "d91"],
      );
    },
  );
  test("the first day there is and the last are days like others", async () => {
    const born = (operator: string, ...days: string[]) =>
      world.whoIs([field("date_of_birth", operator, ...days)]);
    expect(await born("between", "0001-01-01", "9999-12-31")).toEqual(["edge", "old", "young"]);
    expect(await born("is", "9999-12-31")).toEqual([]);
    expect(await born("after", "9999-12-31")).toEqual([]);
    expect(await world.whoIs([field("seen", "between", "0001-01-01", "9999-12-31")])).toEqual([
      "edge",
      "old",
      "young",
    ]);
    expect(await world.whoIs([field("seen", "after", "9999-12-31")])).toEqual([]);
  });
  test("hours on a day round up to whole days", async () => {
    expect(await world.whoIs([field("renewal", "in future", "2136 hours")])).toEqual([]);
    expect(await world.whoIs([field("renewal", "in future", "2137 hours")])).toEqual(["d89"]);
  });
  test("is, between and in time frame speak of whole days", async () => {
    expect(await world.whoIs([field("seen", "is", "2026-06-09")])).toEqual(["edge", "old"]);
    expect(await world.whoIs([field("seen", "between", "2026-06-09", "2026-06-10")])).toEqual([
      "edge",
      "old",
      "young",
    ]);
    expect(await world.whoIs([field("seen", "in time frame", "Yesterday")])).toEqual(["edge", "old"]);
    expect(await world.whoIs([field("renewal", "in time frame", "Next Quarter")])).toEqual([
      "d89",
      "d90",
      "d91",
    ]);
  });
  test("AC-043: a boolean never set counts as false", async () => {
    await world.people({ email: "old@x.test", vip: true });
    expect(await world.whoIs([field("vip", "is", false)])).not.toContain("old");
    expect((await world.whoIs([field("vip", "is", false)])).length).toBe(6);
    expect(await world.whoIs([field("vip", "is", true)])).toEqual(["old"]);
  });
});

describe("activities", () => {
  const mail = (person: string, type: string, primary: string, occurredOn = "2026-06-01T00:00:00Z") => ({
    person,
    type,
    primary,
    occurredOn,
  });
  beforeAll(async () => {
    await people({ none: {}, x: {}, y: {}, both: {} });
    await world.happens(
      mail("x", "send-email", "X"),
      mail("y", "send-email", "Y"),
      mail("both", "send-email", "X"),
      mail("both", "send-email", "Y"),
      mail("both", "click-email", "C"),
    );
    await world.happens(
      ...["2026-06-09T10:00:00Z", "2026-06-08T10:00:00Z", "2026-06-04T10:00:00Z", "2026-05-01T10:00:00Z"].map(
        (when) => mail("x", "visit-webpage", "/a", when),
      ),
      mail("y", "visit-webpage", "/a", "2026-05-10T11:59:00Z"),
    );
  });

  test("AC-051: is not asks for another one, Not for none of it", async () => {
    expect(await world.whoIs([{ filter: "send-email", operator: "is", values: ["x"] }])).toEqual([
      "both",
      "x",
    ]);
    expect(await world.whoIs([{ filter: "send-email", operator: "is not", values: ["X"] }])).toEqual([
      "both",
      "y",
    ]);
    expect(await world.whoIs([{ filter: "send-email", operator: "is", values: ["X"], not: true }])).toEqual([
      "none",
      "y",
    ]);
  });
  test("AC-052: Not with several values is none of them", async () => {
    expect(
      await world.whoIs([
        { filter: "click-email", operator: "is", values: ["A", "B", "C", "D", "E"], not: true },
      ]),
    ).toEqual(["none", "x", "y"]);
  });
  test("AC-053: a visit 31 days ago does not exclude from not visited in the past 30 days", async () => {
    const filter = {
      filter: "visit-webpage",
      operator: "is any",
      not: true,
      constraints: [{ attribute: "date", operator: "in past", values: ["30 days"] }],
    };
    expect(await world.whoIs([filter])).toEqual(["both", "none", "y"]);
  });
  test("AC-054: three times in the past 7 days needs three of them in that window", async () => {
    const filter = (times: number) => ({
      filter: "visit-webpage",
      operator: "is any",
      times,
      constraints: [{ attribute: "date", operator: "in past", values: ["7 days"] }],
    });
    expect(await world.whoIs([filter(3)])).toEqual(["x"]);
    expect(await world.whoIs([filter(4)])).toEqual([]);
    expect(await world.whoIs([{ ...filter(2), not: true }])).toEqual(["both", "none", "y"]);
  });
  test("AC-050: constraints speak of one and the same activity", async () => {
    await world.people({ email: "none@x.test", person_status: "MQL" });
    await world.people(
      { email: "none@x.test", person_status: "SQL" },
      { email: "x@x.test", person_status: "MQL" },
    );
    await world.people(
      { email: "x@x.test", person_status: "Cold" },
      { email: "y@x.test", person_status: "SQL" },
    );
    const filter = {
      filter: "change-data-value",
      operator: "is",
      values: ["Person Status"],
      constraints: [
        { attribute: "previous-value", operator: "is", values: ["MQL"] },
        { attribute: "new-value", operator: "is", values: ["sql"] },
      ],
    };
    expect(await world.whoIs([filter])).toEqual(["none"]);
  });
  test("a custom kind of activity is asked by its own attributes", async () => {
    await world.ask(createActivityType, {
      name: "order",
      label: "Order",
      filter: "Ordered",
      trigger: "Orders",
      primary: { name: "product", label: "Product", type: "string" },
      attributes: [{ name: "amount", label: "Amount", type: "currency" }],
    });
    await world.happens(
      { person: "x", type: "order", primary: "Lamp", attributes: { amount: 99.5 } },
      { person: "y", type: "order", primary: "Table", attributes: { amount: 200 } },
    );
    expect(
      await world.whoIs([
        {
          filter: "order",
          operator: "contains",
          values: ["a"],
          constraints: [{ attribute: "amount", operator: "at least", values: [100] }],
        },
      ]),
    ).toEqual(["y"]);
  });
  test("a nested list and its negation complete each other", async () => {
    await world.ask(createSmartList, {
      name: "Visitors",
      rules: {
        filters: [{ filter: "visit-webpage", operator: "is any" }, field("state", "is", "CA")],
        match: "any",
      },
    });
    expect(
      await world.whoIs([{ filter: "member-of-smart-list", operator: "in", values: ["Visitors"] }]),
    ).toEqual(["x", "y"]);
    expect(
      await world.whoIs([{ filter: "member-of-smart-list", operator: "not in", values: ["Visitors"] }]),
    ).toEqual(["both", "none"]);
  });
  test("explaining a person says of each rule whether it holds and what it saw", async () => {
    await world.ask(createList, { name: "Guests" });
    await world.ask(addPeopleToList, { list: "Guests", people: ["x@x.test"] });
    const answer = await world.ask(explainPerson, {
      person: "x@x.test",
      rules: {
        filters: [
          field("state", "is", "CA"),
          { filter: "visit-webpage", operator: "is", values: ["/A"], times: 4 },
          { filter: "member-of-list", operator: "not in", values: ["Guests"] },
        ],
        match: "any",
      },
    });
    expect(answer).toMatchObject({
      holds: true,
      filters: [
        { rule: "State is CA", holds: false, seen: { value: null } },
        { holds: true, seen: { times: 4, last: "2026-06-09T10:00:00+00:00" } },
        { holds: false, seen: { in: [{ list: "Guests" }] } },
      ],
    });
  });
});
