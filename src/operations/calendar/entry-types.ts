import { z } from "zod";
import { Fault, problem } from "#kernel/fault.ts";
import { sql } from "#kernel/sql.ts";
import type { Connection } from "#store/db.ts";
import { audit } from "../audit.ts";
import { defineOperation } from "../define.ts";
import { named, nameSchema } from "../name.ts";
import { numberSchema } from "../number.ts";
import { entryTypeShape } from "./entry-shape.ts";

/** So many kinds of notes an installation may have (behaviour §6.2). */
const MOST = 100;

const colours = ["grey", "red", "orange", "yellow", "green", "teal", "blue", "violet", "pink"] as const;
const icons = [
  "note",
  "flag",
  "star",
  "bell",
  "megaphone",
  "calendar",
  "ticket",
  "video",
  "gift",
  "phone",
] as const;

const columns = sql`id, name, icon, colour, hidden`;
type EntryType = z.infer<typeof entryTypeShape>;

export const listEntryTypes = defineOperation({
  id: "list-entry-types",
  noun: "entry-type",
  verb: "list",
  method: "GET",
  path: "/api/entry-types",
  summary: "List the kinds of notes on the calendar",
  effect: "read",
  input: z.strictObject({}),
  output: z.object({ entryTypes: z.array(entryTypeShape) }),
  run: async ({ engine }) => ({
    entryTypes: await engine.db.rows<EntryType>(sql`select ${columns} from entry_type order by fold(name)`),
  }),
});

const look = {
  icon: z.enum(icons).default("note"),
  colour: z.enum(colours).default("grey"),
  hidden: z.boolean().default(false).meta({ description: "It is not offered for new entries" }),
};

export const createEntryType = defineOperation({
  id: "create-entry-type",
  noun: "entry-type",
  verb: "create",
  method: "POST",
  path: "/api/entry-types",
  summary: "Make a kind of notes for the calendar, with an icon and a colour",
  effect: "write",
  errors: ["name.taken", "entryType.many"],
  input: z.strictObject({ name: nameSchema, ...look }),
  output: entryTypeShape,
  async run({ engine, actor }, { name, icon, colour, hidden }): Promise<EntryType> {
    const [row] = await named("entry type", name, () =>
      engine.db.rows<EntryType>(sql`insert into entry_type (name, icon, colour, hidden)
        select ${name}, ${icon}, ${colour}, ${hidden} where (select count(*) from entry_type) < ${MOST} returning ${columns}`),
    );
    if (!row) throw new Fault(problem("", "entryType.many", { limit: MOST }));
    await audit(engine.db, engine.clock.now(), actor, "create", "entry type", row.id, { name });
    return row;
  },
});

const missing = (id: number): Fault =>
  new Fault(problem("entryType", "not.found", { kind: "entry type", name: String(id) }));

/** Refuses what is no kind of notes; one that is stays until the transaction ends. @throws Fault `not.found` */
export async function mustBeEntryType(tx: Connection, id: number): Promise<void> {
  const found = await tx.rows(sql`select from entry_type where id = ${id} for key share`);
  if (found.length === 0) throw missing(id);
}

export const updateEntryType = defineOperation({
  id: "update-entry-type",
  noun: "entry-type",
  verb: "change",
  method: "PUT",
  path: "/api/entry-types/:entryType",
  summary: "Change the name, icon or colour of a kind of notes, or hide it",
  effect: "write",
  errors: ["not.found", "name.taken"],
  input: z.strictObject({ entryType: numberSchema, name: nameSchema, ...look }),
  output: entryTypeShape,
  async run({ engine, actor }, { entryType, name, icon, colour, hidden }): Promise<EntryType> {
    const [row] = await named("entry type", name, () =>
      engine.db
        .rows<EntryType>(sql`update entry_type set name = ${name}, icon = ${icon}, colour = ${colour}, hidden = ${hidden}
        where id = ${entryType} returning ${columns}`),
    );
    if (!row) throw missing(entryType);
    await audit(engine.db, engine.clock.now(), actor, "edit", "entry type", entryType, { name });
    return row;
  },
});

export const deleteEntryType = defineOperation({
  id: "delete-entry-type",
  noun: "entry-type",
  verb: "delete",
  method: "DELETE",
  path: "/api/entry-types/:entryType",
  summary: "Delete a kind of notes; notes of it become plain ones",
  effect: "destroy",
  errors: ["not.found"],
  input: z.strictObject({ entryType: numberSchema }),
  output: z.object({ entryType: z.int() }),
  async run({ engine, actor }, { entryType }) {
    const gone = await engine.db.rows(sql`delete from entry_type where id = ${entryType} returning id`);
    if (gone.length === 0) throw missing(entryType);
    await audit(engine.db, engine.clock.now(), actor, "delete", "entry type", entryType);
    return { entryType };
  },
});
