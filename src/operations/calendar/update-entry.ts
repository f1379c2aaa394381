import { z } from "zod";
import { toIso } from "#kernel/clock.ts";
import { Fault, problem } from "#kernel/fault.ts";
import { sql } from "#kernel/sql.ts";
import type { Engine } from "#engine/engine.ts";
import { changeRun } from "#engine/schedule/change-run.ts";
import { audit } from "../audit.ts";
import { defineOperation } from "../define.ts";
import { readInstant } from "../instant.ts";
import { nameSchema } from "../name.ts";
import { numberSchema } from "../number.ts";
import { entryShape, readEntry, readEntryKey, type Entry } from "./entry-shape.ts";

export const entryInput = z.string().max(100).meta({ description: "The entry: `run-7` or `note-3`" });

const inputSchema = z.strictObject({
  entry: entryInput,
  name: nameSchema
    .nullable()
    .optional()
    .meta({ description: "What it is called here; null: like its campaign, whose own name never changes" }),
  description: z.string().max(2000).nullable().optional(),
  at: z.string().optional().meta({ description: "Move it to this instant" }),
  until: z.string().nullable().optional().meta({ description: "When a note ends" }),
  entryType: numberSchema.nullable().optional().meta({ description: "Of a note: the number of its kind" }),
  tentative: z
    .boolean()
    .optional()
    .meta({ description: "Of a run: pencil it in (true) or confirm it (false)" }),
});
type Input = z.output<typeof inputSchema>;

export const updateEntry = defineOperation({
  id: "update-entry",
  noun: "calendar",
  verb: "change",
  method: "PATCH",
  path: "/api/calendar/:entry",
  summary: "Move, rename, describe, confirm or pencil in an entry of the calendar",
  effect: "write",
  errors: [
    "not.found",
    "run.begun",
    "run.ofSeries",
    "run.past",
    "run.tooSoon",
    "run.tooFar",
    "campaign.noRules",
    "campaign.noSteps",
    "note.ends",
  ],
  input: inputSchema,
  output: entryShape,
  async run({ engine, actor, scheduler }, input): Promise<Entry> {
    const key = readEntryKey(input.entry);
    if (key.kind === "run") await changeRunEntry(engine, key.id, input);
    else await changeNote(engine, key.id, input);
    const { entry, ...changed } = input;
    await audit(engine.db, engine.clock.now(), actor, "change", "calendar entry", entry, changed);
    scheduler.ring();
    return readEntry(engine, key);
  },
});

const changeRunEntry = (
  engine: Engine,
  id: number,
  { name, at, description, tentative }: Input,
): Promise<void> => changeRun(engine, id, { title: name, description, tentative, at: readInstant(at, "at") });

async function changeNote(engine: Engine, id: number, input: Input): Promise<void> {
  const at = readInstant(input.at, "at");
  const until = input.until === null ? null : readInstant(input.until, "until");
  const to = at && sql`${toIso(at)}::timestamptz`;
  const end = until ? sql`${toIso(until)}::timestamptz` : sql`null::timestamptz`;
  await engine.db.transaction("read", async (tx) => {
    const [row] = await tx.rows<{ sound: boolean }>(sql`
      select coalesce(ends > starts, true) as sound from (
        select ${to ?? sql`starts_on`} as starts, ${until !== undefined ? end : to ? sql`ends_on + (${to} - starts_on)` : sql`ends_on`} as ends
        from calendar_note where id = ${id} for update) q`);
    if (!row) throw new Fault(problem("entry", "not.found", { kind: "entry", name: `note-${id}` }));
    if (!row.sound) throw new Fault(problem("until", "note.ends"));
    const type = input.entryType ?? null;
    const [known] = await tx.rows(sql`select from entry_type where id = ${type}::integer`);
    if (type !== null && !known)
      throw new Fault(problem("entryType", "not.found", { kind: "entry type", name: String(type) }));
    await tx.rows(sql`update calendar_note set name = coalesce(${input.name ?? null}::text, name), starts_on = ${to ?? sql`starts_on`},
      ends_on = ${until !== undefined ? end : to ? sql`ends_on + (${to} - starts_on)` : sql`ends_on`},
      description = ${input.description === undefined ? sql`description` : sql`${input.description}::text`},
      type_id = ${input.entryType === undefined ? sql`type_id` : sql`${type}::integer`} where id = ${id}`);
  });
}
