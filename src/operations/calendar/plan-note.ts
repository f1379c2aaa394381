import { z } from "zod";
import type { Instant } from "#kernel/clock.ts";
import { Fault, problem } from "#kernel/fault.ts";
import { sql } from "#kernel/sql.ts";
import type { Connection } from "#store/db.ts";
import { mustBePlannable, runnable } from "#engine/runs.ts";
import { pencilIn } from "#engine/schedule/change-run.ts";
import { makeDraft } from "../campaign/make-campaign.ts";
import { changing, note } from "../change.ts";
import { defineOperation } from "../define.ts";
import { findId, key } from "../find.ts";
import { readInstant } from "../instant.ts";
import { nameSchema } from "../name.ts";
import { plannedShape, readEntry, readEntryKey, withWarnings, type PlannedEntry } from "./entry-shape.ts";

/** A note becomes a run: both happen, or neither. */
export const planNote = defineOperation({
  id: "plan-note",
  noun: "calendar",
  verb: "plan",
  method: "POST",
  path: "/api/calendar/:entry/plan",
  summary:
    "Plan a run of a batch campaign in place of a note: it is pencilled in with the note's name and description, and the note goes",
  effect: "write",
  errors: ["not.found", "name.taken", "campaign.notBatch", "run.past", "run.tooSoon", "run.tooFar"],
  input: z.strictObject({
    entry: z.string().max(100).meta({ description: "The note: `note-3`" }),
    campaign: key("campaign").optional().meta({ description: "Of which campaign; left out: of a new one" }),
    name: nameSchema.optional().meta({ description: "Of a new campaign; left out: that of the note" }),
    at: z.string().optional().meta({ description: "When; left out: when the note begins" }),
  }),
  output: plannedShape,
  async run(context, input): Promise<PlannedEntry> {
    const wanted = readInstant(input.at, "at");
    const id = await changing(context, async (change) => {
      const { tx, catalog, now, actor } = change;
      const taken = await takeNote(tx, input.entry);
      const { at, program, name, description } = taken;
      const campaign =
        input.campaign === undefined
          ? await makeDraft(change, input.name ?? name, program)
          : await findId(tx, "campaign", input.campaign);
      const found = await runnable({ definitions: { catalog } }, tx, campaign);
      mustBePlannable(found);
      const title = name === found.name ? null : name;
      const run = await pencilIn(tx, campaign, wanted ?? at, now, actor, { title, description });
      await note(change, "plan", "calendar entry", input.entry, { campaign, run });
      return run;
    });
    return withWarnings(await readEntry(context, { kind: "run", id }), context);
  },
});

interface Note {
  readonly program: number;
  readonly name: string;
  readonly description: string | null;
  readonly at: Instant;
}

/** Takes a note off the calendar. @throws Fault `not.found` */
async function takeNote(tx: Connection, entry: string): Promise<Note> {
  const { kind, id } = readEntryKey(entry);
  const [taken] =
    kind === "run"
      ? []
      : await tx.rows<Note>(
          sql`delete from calendar_note where id = ${id} returning program_id as program, name, description, starts_on as at`,
        );
  if (!taken) throw new Fault(problem("entry", "not.found", { kind: "entry", name: entry }));
  return taken;
}
