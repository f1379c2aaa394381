import { afterAll, beforeAll, expect, test } from "vitest";
import { actions } from "#vocabulary/actions/index.ts";
import { activities } from "#vocabulary/activities/index.ts";
import { filters } from "#vocabulary/filters/index.ts";
import type { showVocabulary } from "#operations/vocabulary/show-vocabulary.ts";
import type { z } from "zod";
import { Served } from "#test/harness/served.ts";

type Vocabulary = z.output<(typeof showVocabulary)["output"]>;

let served: Served;
let words: Vocabulary;
beforeAll(async () => {
  served = await Served.open();
  await served.post("/api/fields", { name: "shoe_size", label: "Shoe Size", type: "integer" });
  await served.post("/api/activity-types", {
    name: "attend-event",
    label: { en: "Attend Event", fr: "Participer" },
  });
  words = (await served.get("/api/vocabulary")).body as unknown as Vocabulary;
});
afterAll(() => served.close());

test("the vocabulary holds every word, and the fields of one's own", () => {
  const names = (list: readonly { name: string }[]): string[] => list.map((one) => one.name).toSorted();
  expect(names(words.actions)).toEqual([...actions.keys()].toSorted());
  expect(names(words.filters)).toEqual([...filters.keys()].toSorted());
  expect(words.notNow.map(({ label }) => label.fr)).toContain("Opportunité");
  expect(names(words.activities)).toEqual(expect.arrayContaining(names(activities)));
  expect(words.fields.find((one) => one.label.en === "Shoe Size")).toMatchObject({
    type: "integer",
    kind: "whole",
    writable: true,
  });
});

test("every operator that anything offers is told, with its label in both languages and how many values it takes", () => {
  const known = new Map(words.operators.map((one) => [one.name, one]));
  const attributes = words.activities.flatMap((one) => [
    ...(one.primary ? [one.primary] : []),
    ...one.constraints,
  ]);
  const offered = [...words.fields, ...words.filters, ...attributes, words.date].flatMap(
    (one) => one.operators,
  );
  expect([...new Set(offered)].filter((name) => !known.has(name))).toEqual([]);
  expect([
    known.get("between")?.takes,
    known.get("is empty")?.takes,
    known.get("in past")?.takes,
    known.get("is")?.takes,
  ]).toEqual(["two", "none", "one", "many"]);
  expect(words.operators.every((one) => one.label.en !== "" && one.label.fr !== "")).toBe(true);
});

test("what it says of an operator is what a rule may say", async () => {
  const rules = words.fields
    .filter((field) => field.type !== "formula")
    .flatMap((field) =>
      field.operators
        .filter((name) => words.operators.find((one) => one.name === name)?.takes === "none")
        .map((operator) => ({ filter: "field", field: field.name, operator })),
    );
  const { status } = await served.post("/api/smart-lists/count", {
    rules: { match: "any", filters: rules.slice(0, 150) },
  });
  expect(status).toBe(200);
});

/** Words that are the same in French. */
const SAME = new Set([
  "Date",
  "Description",
  "Notes",
  "Score",
  "Segmentation",
  "Source",
  "Type",
  "Web",
  "Shoe Size",
]);

test("every word has a French label of its own", () => {
  const found: { en: string; fr: string }[] = [];
  const look = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    if ("en" in value && "fr" in value) found.push(value as { en: string; fr: string });
    for (const inner of Object.values(value)) look(inner);
  };
  look(words);
  expect(found.length).toBeGreaterThan(300);
  expect(found.filter(({ en, fr }) => fr.trim() === "" || (fr === en && !SAME.has(en)))).toEqual([]);
});
