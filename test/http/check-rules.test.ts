import { afterAll, beforeAll, expect, test } from "vitest";
import { Served } from "#test/harness/served.ts";

let served: Served;
beforeAll(async () => {
  served = await Served.open();
  await served.post("/api/programs", { name: "Webinar", type: "event" });
  await served.post("/api/lists", { name: "Registered", folder: "Webinar" });
});
afterAll(() => served.close());

const check = async (rules: object, language = "en"): Promise<Record<string, unknown>> =>
  (await served.post("/api/smart-lists/check", { rules }, { "accept-language": language })).body;

const rules = {
  triggers: [
    {
      trigger: "visit-webpage",
      operator: "starts with",
      values: ["/pricing"],
      constraints: [{ attribute: "referrer-url", operator: "contains", values: ["example"] }],
    },
  ],
  filters: [
    { filter: "field", field: "state", operator: "is", values: ["CA", "California"] },
    { filter: "field", field: "date_of_birth", operator: "in time frame", values: ["Last 7 Days"] },
    {
      filter: "open-email",
      not: true,
      operator: "is any",
      constraints: [{ attribute: "date", operator: "in past", values: ["1 week"] }],
      times: 2,
    },
    { filter: "member-of-list", operator: "not in", values: [1] },
    { filter: "change-data-value", operator: "is", values: ["person_score"] },
  ],
};

test("each rule is said as a sentence, with the names of what it refers to", async () => {
  expect(await check(rules)).toEqual({
    problems: [],
    warnings: [],
    triggers: ["Visits Web Page: Web Page starts with /pricing, Referrer contains example"],
    filters: [
      "State is CA or California",
      "Date of Birth is in the last 7 days",
      "Not Opened Email at least 2 times in the last week",
      "Not a Member of List Webinar.Registered",
      "Data Value Changed: Attribute is Person Score",
    ],
  });
});

test("the same sentences are said in French", async () => {
  const { triggers, filters } = await check(rules, "fr");
  expect(triggers).toEqual([
    "Visite une page web : Page web commence par /pricing, Référent contient example",
  ]);
  expect((filters as string[]).slice(0, 4)).toEqual([
    "État ou région est CA ou California",
    "Date de naissance tombe au cours des 7 derniers jours",
    "N’a pas ouvert un e-mail au moins 2 fois au cours de la dernière semaine",
    "Pas membre de la liste Webinar.Registered",
  ]);
});

test("operators are said as people would", async () => {
  const field = (operator: string, ...values: (string | number)[]) => ({
    filter: "field",
    field: operator.startsWith("at") ? "person_score" : "date_of_birth",
    operator,
    values,
  });
  const opened = (operator: string, ...values: string[]) => ({
    filter: "open-email",
    operator: "is",
    values: ["Spring offer"],
    constraints: [{ attribute: "date", operator, values }],
  });
  const said: [filter: object, en: string, fr: string][] = [
    [field("at least", 50), "Person Score is at least 50", "Score de la personne est d’au moins 50"],
    [
      field("in past before", "2 weeks"),
      "Date of Birth is more than 2 weeks ago",
      "Date de naissance remonte à plus de 2 semaines",
    ],
    [
      field("in time frame", "Last Month"),
      "Date of Birth is last month",
      "Date de naissance tombe le mois dernier",
    ],
    [
      field("between", "2000-01-01", "2001-01-01"),
      "Date of Birth is between 2000-01-01 and 2001-01-01",
      "Date de naissance est entre 2000-01-01 et 2001-01-01",
    ],
    [
      opened("in past", "30 days"),
      "Opened Email in the last 30 days: Email is Spring offer",
      "A ouvert un e-mail au cours des 30 derniers jours : E-mail est Spring offer",
    ],
    [
      opened("on or after", "2026-05-01"),
      "Opened Email on or after 2026-05-01: Email is Spring offer",
      "A ouvert un e-mail à partir du 2026-05-01 : E-mail est Spring offer",
    ],
    [
      opened("in time frame", "Today"),
      "Opened Email today: Email is Spring offer",
      "A ouvert un e-mail aujourd’hui : E-mail est Spring offer",
    ],
    [
      { filter: "field", field: "date_of_birth", operator: "in past", values: [] },
      "Date of Birth is less than … ago",
      "Date de naissance remonte à moins de …",
    ],
  ];
  const asked = { filters: said.map(([filter]) => filter) };
  expect((await check(asked)).filters).toEqual(said.map(([, en]) => en));
  expect((await check(asked, "fr")).filters).toEqual(said.map(([, , fr]) => fr));
});

test("what is wrong is told at its place, in the reader's language, and nothing is refused", async () => {
  const wrong = {
    match: "advanced",
    logic: "1 and 2 or 3",
    filters: [
      { filter: "field", field: "state", operator: "is" },
      { filter: "field", field: "person_score", operator: "is", values: ["many"] },
      { filter: "no-such" },
    ],
  };
  expect((await check(wrong, "fr"))["problems"]).toEqual([
    { path: "rules.filters[0].values", code: "value.missing", message: "Saisissez une valeur." },
    {
      path: "rules.filters[1].values[0]",
      code: "value.type",
      message: "« many » n’est pas un nombre entier.",
    },
    {
      path: "rules.filters[2].filter",
      code: "filter.unknown",
      message: "Il n’y a pas de filtre « no-such ».",
    },
    {
      path: "rules.logic",
      code: "logic.syntax",
      message:
        "À « or » : « and » et « or » se mêlent à un même niveau ; mettez des parenthèses, comme 1 and (2 or 3).",
    },
  ]);
});

test("a smart list that would come to use itself is told so while it is written", async () => {
  const { body } = await served.post("/api/smart-lists", { name: "Inner", rules: { filters: [] } });
  const own = { filters: [{ filter: "member-of-smart-list", operator: "in", values: ["Inner"] }] };
  const answer = await served.post("/api/smart-lists/check", {
    rules: own,
    smartList: String(body["id"]),
  });
  expect(answer.body["problems"]).toMatchObject([{ code: "smartList.cycle" }]);
});
