import { z } from "zod";
import { zoneSchema } from "#domain/zone.ts";
import { encodings } from "./csv.ts";

const common = {
  key: z
    .string()
    .default("email")
    .meta({ description: "What people are looked up by: email, id, or a field that is a key" }),
  live: z
    .stringbool()
    .or(z.boolean())
    .default(false)
    .meta({ description: "Campaigns that listen start; left out, it is history and nobody is told" }),
  encoding: z.enum(encodings).default("utf-8"),
  zone: zoneSchema
    .optional()
    .meta({ description: "The zone of times without one; left out: the subscription's" }),
  dateFormat: z
    .enum(["iso", "mdy", "dmy"])
    .default("iso")
    .meta({ description: "How dates are written: 2026-05-31, 5/31/2026, 31/5/2026" }),
};

const mapping = z.record(z.string(), z.string()).default({});

export const peopleImportSchema = z.strictObject({
  ...common,
  mapping: mapping.meta({
    description: "Column to field; columns called like a field need none; an empty field ignores the column",
  }),
  mode: z
    .enum(["create or update", "create only", "update only", "list only"])
    .default("create or update")
    .meta({ description: "`list only` skips new people and updates" }),
  list: z.string().optional().meta({
    description: "A static list to put everybody into; one of a program makes them members of that",
  }),
  program: z.string().optional().meta({ description: "A program everybody becomes a member of" }),
  status: z.string().optional().meta({
    description: "The status they get there, unless they are further already; left out: its first",
  }),
  emptyClears: z
    .stringbool()
    .or(z.boolean())
    .default(false)
    .meta({ description: "An empty cell empties the field; left out, it leaves it alone" }),
  badValues: z.enum(["reject", "leave out"]).default("reject").meta({
    description:
      "What becomes of a row with a value its field cannot have: it is refused, or taken without the value; what people are looked up by is always needed",
  }),
});

export const activitiesImportSchema = z.strictObject({
  ...common,
  mapping: mapping.meta({
    description: "Column to attribute of the activity; columns called like one need no entry",
  }),
  person: z.string().meta({ description: "The column that says who, by the key" }),
  type: z.string().optional().meta({ description: "The kind of activity, if it is the same in every row" }),
  typeColumn: z.string().optional().meta({ description: "The column that says the kind of activity" }),
  primary: z.string().optional().meta({ description: "The column of the primary value" }),
  occurredOn: z.string().optional().meta({ description: "The column that says when" }),
});

export type PeopleImport = z.output<typeof peopleImportSchema>;
export type ActivitiesImport = z.output<typeof activitiesImportSchema>;

/** Puts a date that is written in another order into ISO order; everything else stays as it is. */
export function isoDate(text: string, format: PeopleImport["dateFormat"]): string {
  const found = format === "iso" ? null : /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(.*)$/s.exec(text.trim());
  if (!found) return text;
  const [, one = "", two = "", year = "", rest = ""] = found;
  const [month, day] = format === "mdy" ? [one, two] : [two, one];
  return `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}${rest}`;
}
