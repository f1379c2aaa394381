import { expect, test } from "vitest";
import { kindOfType, fieldTypes, type ValueKind } from "#domain/field.ts";
import { membershipOperators, namedOperators, operatorsOf, referenceOperators } from "#domain/operator.ts";
import { timeFrames } from "#domain/calendar.ts";
import { isNamedKind, type ActivityDefinition, type Attribute } from "#domain/activity.ts";
import { actions } from "#vocabulary/actions/index.ts";
import { activities } from "#vocabulary/activities/index.ts";
import { filters } from "#vocabulary/filters/index.ts";
import { notNow } from "#vocabulary/not-now.ts";
import { operations } from "#operations/index.ts";

/*
 * The reference of the vocabulary is written out of the words themselves: `npm run golden` writes it anew.
 */

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");
const code = (text: string): string => `\`${text}\``;
const both = (label: { en: string; fr: string } | null): string => (label ? `${label.en} · ${label.fr}` : "–");

function valuesOf({ name, type, kind }: Attribute): string {
  return `${code(name)} (${type === "reference" ? (isNamedKind(kind ?? "") ? `${kind}, by name` : kind) : type})`;
}

function operators(): string {
  const kinds = [...new Set(Object.values(kindOfType))].filter((kind): kind is ValueKind => kind !== "formula");
  const rows = kinds.map((kind) => [fieldTypes.filter((type) => kindOfType[type] === kind).join(", "), operatorsOf[kind].map(code).join(" ")]);
  return table(["type", "operators"], [
    ...rows, ["reference to a thing made in Muster", referenceOperators.map(code).join(" ")], ["reference by name (page, link, form, e-mail)", namedOperators.map(code).join(" ")],
    ["membership", membershipOperators.map(code).join(" ")],
  ]);
}

const offered = (one: ActivityDefinition): string => [one.filter && "filter", one.trigger && "trigger", one.external && "can be sent"].filter(Boolean).join(", ") || "log only";

test("the reference of the vocabulary is what the vocabulary says", async () => {
  const page = [
    "# Vocabulary",
    "Every word a smart list or a flow can be made of. This page is written by `npm run golden` from the words themselves.",
    "## Operators",
    operators(),
    "Durations are written in full: `1 hour`, `82 days`, `3 weeks`, `14 months`, `1 year`. Frames of `in time frame`: " + timeFrames.map(code).join(", ") + ".",
    "## Filters about the person",
    ...[...filters.values()].map((one) => `### ${code(one.name)}\n\n${both(one.label)}\n\n${one.examples.map(({ says, rule }) => `- ${both(says)}: ${code(JSON.stringify(rule))}`).join("\n")}`),
    "## Activities",
    "Each is a filter in the past tense (`{\"filter\": \"visit-webpage\", …}`, with `not`, `times` and constraints) and a trigger in the present tense (`{\"trigger\": \"visit-webpage\", …}`), where the table says so. Every filter also takes the constraint `date`.",
    table(
      ["number", "name", "in the log", "filter", "trigger", "offered as", "about", "constraints"],
      activities.map((one) => [String(one.id), code(one.name), both(one.label), both(one.filter), both(one.trigger), offered(one), one.primary ? valuesOf(one.primary) : "–", one.attributes.map(valuesOf).join(", ") || "–"]),
    ),
    "## Flow actions",
    ...[...actions.values()].map((one) =>
      [
        `### ${code(one.name)}`, both(one.label), `In: ${one.modes.join(", ")}.`,
        table(["parameter", "label", "type", ""], one.parameters.map((of) => [code(of.name), both(of.label), of.options ? of.options.map((option) => option.name).join(", ") : of.type, of.required ? "required" : ""])),
        one.examples.map(({ says, args }) => `- ${both(says)}: ${code(JSON.stringify(args))}`).join("\n"),
      ].join("\n\n"),
    ),
    "## Not now",
    "What the field speaks of, and Muster does not have yet, with what serves instead.",
    table(["", "instead"], notNow.map(({ label, instead }) => [both(label), both(instead)])),
    "",
  ].join("\n\n");
  await expect(page.replace(/\n+$/, "\n")).toMatchFileSnapshot("../../docs/reference/vocabulary.md");
});

test("what is said not to be here is not, and what is named instead is", () => {
  const words = [...filters.values(), ...activities, ...actions.values()];
  const here = words.flatMap(({ name, label }) => [name.replaceAll("-", " "), label.en.toLowerCase(), label.fr.toLowerCase()]);
  const names = new Set([...words.map(({ name }) => name), ...operations.map(({ id }) => id)]);
  for (const { label, instead } of notNow) {
    for (const word of [label.en, label.fr]) expect(here.filter((one) => one.includes(word.toLowerCase()))).toEqual([]);
    for (const text of [instead.en, instead.fr])
      for (const [, name = ""] of text.matchAll(/`([^`]+)`/g)) expect([...names]).toContain(name);
  }
});
