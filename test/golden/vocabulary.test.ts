import { expect, test } from "vitest";
import { kindOfType, fieldTypes, type ValueKind } from "#domain/field.ts";
import { membershipOperators, namedOperators, operatorsOf, referenceOperators } from "#domain/operator.ts";
import { timeFrames } from "#domain/calendar.ts";
import { isNamedKind, type ActivityDefinition, type Attribute } from "#domain/activity.ts";
import { actions } from "#vocabulary/actions/index.ts";
import { activities } from "#vocabulary/activities/index.ts";
import { filters } from "#vocabulary/filters/index.ts";

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
    "Segmentations, engagement streams, opportunities, partitions and CRM steps are not part of the vocabulary yet.",
    "",
  ].join("\n\n");
  await expect(page.replace(/\n+$/, "\n")).toMatchFileSnapshot("../../docs/reference/vocabulary.md");
});
