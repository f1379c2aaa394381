import { z } from "zod";
import { isWritable, micros, toIso, type Instant } from "#kernel/clock.ts";
import { Fault, problem } from "#kernel/fault.ts";
import { sql } from "#kernel/sql.ts";
import type { Engine } from "#engine/engine.ts";
import { changeRun } from "#engine/schedule/change-run.ts";
import { audit } from "../audit.ts";
import { defineOperation } from "../define.ts";
import { readInstant } from "../instant.ts";
import { nameSchema } from "../name.ts";
import { numberSchema } from "../number.ts";
import { mustBeEntryType } from "./entry-types.ts";
import { plannedShape, readEntry, readEntryKey, withWarnings, type PlannedEntry } from "./entry-shape.ts";

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
    "calendar.years",
  ],
  input: inputSchema,
  output: plannedShape,
  async run(context, input): Promise<PlannedEntry> {
    const { engine, actor, scheduler } = context;
    const key = readEntryKey(input.entry);
    if (key.kind === "run") await changeRunEntry(engine, key.id, input);
    else await changeNote(engine, key.id, input);
    const { entry, ...changed } = input;
    await audit(engine.db, engine.clock.now(), actor, "edit", "calendar entry", entry, changed);
    scheduler.ring();
    return withWarnings(await readEntry(context, key), context);
  },
});

const changeRunEntry = (
  engine: Engine,
  id: number,
  { name, at, description, tentative }: Input,
): Promise<void> => changeRun(engine, id, { title: name, description, tentative, at: readInstant(at, "at") });

async function changeNote(engine: Engine, id: number, input: Input): Promise<void> {
  const { name = null, description, entryType } = input;
  const at = readInstant(input.at, "at");
  const until = input.until === null ? null : readInstant(input.until, "until");
  await engine.db.transaction("read", async (tx) => {
    const [note] = await tx.rows<{ at: Instant; until: Instant | null }>(
      sql`select starts_on as at, ends_on as until from calendar_note where id = ${id} for update`,
    );
    if (!note) throw new Fault(problem("entry", "not.found", { kind: "entry", name: `note-${id}` }));
    const starts = at ?? note.at;
    const moved = note.until === null ? null : micros(note.until + (starts - note.at));
    const ends = until === undefined ? moved : until;
    if (ends !== null && !isWritable(ends)) throw new Fault(problem("at", "calendar.years"));
    if (ends !== null && ends <= starts) throw new Fault(problem("until", "note.ends"));
    if (entryType != null) await mustBeEntryType(tx, entryType);
    await tx.rows(sql`update calendar_note set name = coalesce(${name}::text, name),
      starts_on = ${toIso(starts)}::timestamptz, ends_on = ${ends === null ? null : toIso(ends)}::timestamptz,
      description = ${description === undefined ? sql`description` : sql`${description}::text`},
      type_id = ${entryType === undefined ? sql`type_id` : sql`${entryType}::integer`} where id = ${id}`);
  });
}
