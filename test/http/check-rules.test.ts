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
    triggers: ["Visits Web Page: Web Page starts with /pricing, Referrer contains example"],
    filters: [
      "State is CA or California",
      "Date of Birth in time frame Last 7 Days",
      "Not Opened Email: Date of Activity in past 1 week, at least 2 times",
      "Member of List not in Webinar.Registered",
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
    "Date de naissance est dans la période : les 7 derniers jours",
    expect.stringMatching(/^N’a pas .* : Date de l’activité remonte à moins de 1 semaine, au moins 2 fois$/),
    "Pas membre de la liste Webinar.Registered",
  ]);
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
      message: "« many » n’est pas un nombre entier.",
    },
    {
      path: "rules.filters[2].filter",
      code: "filter.unknown",
      message: "Il n’y a pas de filtre « no-such ».",
    },
    {
      path: "rules.logic",
      code: "logic.syntax",
      message:
        "À « or » : « and » et « or » se mêlent à un même niveau ; mettez des parenthèses, comme 1 and (2 or 3).",
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
