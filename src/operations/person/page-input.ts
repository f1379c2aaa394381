import { z } from "zod";
import { Fault, problem } from "#kernel/fault.ts";
import { findField, type Catalog } from "#domain/catalog.ts";
import type { Field } from "#domain/field.ts";
import type { PeopleCursor, PeopleOrder, PeoplePage } from "#engine/people/page-people.ts";

/** What people are called. */
export const searchInput = z.string().max(255).optional().meta({
  description:
    "Beginnings of words of first name, last name and company, in any order; or the beginning of the e-mail address",
});

/** In which order people come. */
export const orderInput = {
  sort: z
    .string()
    .max(255)
    .default("id")
    .meta({ description: "`id`, or a field; those without a value come last, both ways" }),
  down: z
    .union([z.boolean(), z.stringbool()])
    .default(false)
    .meta({ description: "From the last to the first" }),
};

/** Fields of people, by name or label. */
export const fieldsInput = (otherwise: string[]) =>
  z
    .union([z.string(), z.array(z.string()).max(500)])
    .default(otherwise)
    .meta({ description: "Which fields to show" });

/** The language of the answer, where it is not that of whoever asks. */
export const languageInput = z
  .enum(["en", "fr"])
  .optional()
  .meta({ description: "Of the headings; left out: that of the request" });

/** Which page of people. */
export const pageInput = {
  ...orderInput,
  after: z
    .union([z.string().max(2000), z.int()])
    .optional()
    .meta({ description: "The answer's `next`" }),
};

/** A page of people with the fields that were asked for. */
export const peoplePage = z.object({
  people: z.array(z.object({ id: z.int() }).catchall(z.unknown())),
  next: z.string().nullable(),
});

/** What somebody searches for; blanks alone are nothing. */
export const searched = (text: string | undefined): string | undefined =>
  text?.trim().normalize("NFC") || undefined;

/** The fields of these names. @throws Fault `field.unknown` */
export const fieldsOf = (catalog: Catalog, names: string | readonly string[]): Field[] =>
  [names].flat().map((name) => fieldOf(catalog, name, "fields"));

/** @throws Fault `field.unknown` */
export const orderOf = (catalog: Catalog, { sort, down }: { sort: string; down: boolean }): PeopleOrder => ({
  by: sort === "id" ? "id" : fieldOf(catalog, sort, "sort"),
  down,
});

/** A field with a column. */
function fieldOf(catalog: Catalog, name: string, path: string): Field {
  const field = findField(catalog, name);
  if (!field || field.hidden) throw new Fault(problem(path, "field.unknown", { field: name.slice(0, 100) }));
  if (!field.column) throw new Fault(problem(path, "field.formula", { field: name.slice(0, 100) }));
  return field;
}

/** @throws Fault `cursor.invalid` */
export function readCursor(text: string | number | undefined): PeopleCursor | undefined {
  if (text === undefined) return undefined;
  const found = /^(\d{1,15})(?: (.*))?$/s.exec(String(text));
  if (!found) throw new Fault(problem("after", "cursor.invalid"));
  return { id: Number(found[1]), value: found[2] ?? null };
}

/** A page as clients see it. */
export const answerPage = ({ people, next }: PeoplePage): z.infer<typeof peoplePage> => ({
  people,
  next: next ? String(next.id) + (next.value === null ? "" : ` ${next.value}`) : null,
});
