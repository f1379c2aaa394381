import { z } from "zod";
import { Fault, problem } from "#kernel/fault.ts";
import { findField, type Catalog } from "#domain/catalog.ts";
import { pageOfPeople, type PeopleCursor } from "#engine/people/page-people.ts";
import { defineOperation } from "../define.ts";

/** Pages through people with the fields a client wants to see of them. */
export const findPeople = defineOperation({
  id: "find-people",
  noun: "person",
  verb: "find",
  method: "GET",
  path: "/api/people",
  summary: "Page through people, or find them by the beginning of their e-mail address",
  effect: "read",
  errors: ["field.unknown", "cursor.invalid"],
  input: z.strictObject({
    email: z.string().max(255).optional().meta({ description: "The beginning of the e-mail address" }),
    sort: z
      .enum(["id", "email"])
      .default("id")
      .meta({ description: "Those without an e-mail address come last" }),
    down: z.stringbool().default(false).meta({ description: "From the last to the first" }),
    fields: z
      .union([z.string(), z.array(z.string())])
      .default(["email", "first_name", "last_name", "person_score"])
      .meta({ description: "Which fields to show" }),
    after: z.string().max(2000).optional().meta({ description: "The answer's `next`" }),
    limit: z.coerce.number().int().min(1).max(1000).default(50),
  }),
  output: z.object({
    people: z.array(z.object({ id: z.int() }).catchall(z.unknown())),
    next: z.string().nullable(),
  }),
  async run({ engine }, { email, sort, down, fields, after, limit }) {
    const names = [fields].flat();
    const columns = names.map((name) => columnOf(engine.definitions.catalog, name));
    const page = await pageOfPeople(engine.db, {
      start: email?.normalize("NFC"),
      by: sort,
      down,
      after: after === undefined ? undefined : readCursor(after),
      limit,
      columns,
    });
    return {
      people: page.people,
      next: page.next ? `${page.next.id} ${page.next.value ?? ""}`.trimEnd() : null,
    };
  },
});

function columnOf(catalog: Catalog, name: string): string {
  const field = findField(catalog, name);
  if (!field?.column || field.hidden)
    throw new Fault(problem("fields", "field.unknown", { field: name.slice(0, 100) }));
  return field.column;
}

function readCursor(text: string): PeopleCursor {
  const found = /^(\d{1,15})(?: (.+))?$/s.exec(text);
  if (!found) throw new Fault(problem("after", "cursor.invalid"));
  return { id: Number(found[1]), value: found[2] };
}
