import { z } from "zod";
import { Fault, problem } from "#kernel/fault.ts";
import { findField, type Catalog } from "#domain/catalog.ts";
import type { Field } from "#domain/field.ts";
import type { OrderKey, PeopleCursor, PeopleOrder, PeoplePage } from "#engine/people/page-people.ts";

/** What people are called. */
export const searchInput = z.string().max(255).optional().meta({
  description:
    "Beginnings of words of first name, last name and company, in any order; or the beginning of the e-mail address or of its domain",
});

/** In which order people come. */
export const orderInput = {
  sort: z.string().max(255).default("id").meta({
    description:
      "`id`, or a field, or up to three one within the other, as `last_name,-person_score`: with a minus the other way; those without a value come last, both ways",
  }),
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
    .union([z.string().max(5000), z.int()])
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

/** By how many fields people stand at most. */
const MOST_KEYS = 3;

/** @throws Fault `field.unknown`, `input.many` */
export function orderOf(catalog: Catalog, { sort, down }: { sort: string; down: boolean }): PeopleOrder {
  const names = findField(catalog, sort) ? [sort] : sort.split(",");
  if (names.length > MOST_KEYS) throw new Fault(problem("sort", "input.many", { limit: MOST_KEYS }));
  const keys: OrderKey[] = [];
  for (const written of names) {
    const name = written.trim().replace(/^-/, "");
    const falls = written.trim().startsWith("-") !== down;
    if (name === "id") return { keys, down: falls };
    const by = fieldOf(catalog, name, "sort");
    if (!keys.some((one) => one.by === by)) keys.push({ by, down: falls });
  }
  return { keys, down: keys[0]?.down ?? down };
}

/** A field with a column. */
function fieldOf(catalog: Catalog, name: string, path: string): Field {
  const field = findField(catalog, name);
  if (!field || field.hidden) throw new Fault(problem(path, "field.unknown", { field: name.slice(0, 100) }));
  if (!field.column) throw new Fault(problem(path, "field.formula", { field: name.slice(0, 100) }));
  return field;
}

/** Where a page of this order begins. @throws Fault `cursor.invalid` */
export function readCursor(
  text: string | number | undefined,
  { keys }: PeopleOrder,
): PeopleCursor | undefined {
  if (text === undefined) return undefined;
  const [, id, rest] = /^(\d{1,15})(?: (.*))?$/s.exec(String(text)) ?? [];
  if (id === undefined) throw new Fault(problem("after", "cursor.invalid"));
  if (keys.length < 2) return { id: Number(id), values: keys.map(() => rest ?? null) };
  return { id: Number(id), values: valuesIn(rest, keys.length) };
}

function valuesIn(text: string | undefined, many: number): (string | null)[] {
  try {
    return z
      .array(z.string().nullable())
      .length(many)
      .parse(JSON.parse(text ?? ""));
  } catch (cause) {
    throw new Fault(problem("after", "cursor.invalid"), { cause });
  }
}

/** A page as clients see it. */
export const answerPage = ({ people, next }: PeoplePage): z.infer<typeof peoplePage> => ({
  people,
  next: next ? [String(next.id), ...writtenValues(next.values)].join(" ") : null,
});

const writtenValues = (values: PeopleCursor["values"]): string[] =>
  values.length < 2 ? values.filter((value) => value !== null) : [JSON.stringify(values)];
