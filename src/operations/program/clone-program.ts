import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import { isCalendarDate } from "#kernel/clock.ts";
import { Fault, problem } from "#kernel/fault.ts";
import { dayOf } from "#domain/calendar.ts";
import { recurrenceShape } from "#domain/recurrence.ts";
import { changing, type Change } from "../change.ts";
import { cloneInput } from "../clone.ts";
import { defineOperation, type Context } from "../define.ts";
import { folderNameSchema } from "../folder/change-folder.ts";
import { findFolder, findPlace, folderKey } from "../folder/find-folder.ts";
import type { Begins } from "./copy-calendar.ts";
import { copyProgram } from "./copy-program.ts";
import { programShape, readProgram } from "./program-shape.ts";

const cloneShape = programShape.extend({
  series: z
    .array(z.object({ campaign: z.object({ id: z.int(), name: z.string() }), recurrence: recurrenceShape }))
    .meta({
      description:
        "Campaigns of the clone that repeat as their source does, as many days later, once their series are confirmed",
    }),
  entriesLeftOut: z
    .int()
    .meta({ description: "How many entries its calendar does not have, because they would be in the past" }),
});

/** Copies a program whole (behaviour §4.5). */
export const cloneProgram = defineOperation({
  id: "clone-program",
  noun: "program",
  verb: "clone",
  method: "POST",
  path: "/api/programs/:program/clone",
  summary:
    "Clone a program whole: what refers to something in it refers to its clone; campaigns inactive and without history, static lists of 1,000 people or more empty, without members and costs",
  effect: "write",
  errors: [
    "name.taken",
    "not.found",
    "folder.cycle",
    "folder.tooDeep",
    "value.type",
    "run.past",
    "run.tooFar",
    "calendar.years",
  ],
  input: z.strictObject({
    program: folderKey("program"),
    name: folderNameSchema,
    folder: cloneInput.folder,
    begins: z.string().optional().meta({
      description:
        "The day the clone begins on, as 2027-05-31: all entries, past ones too, stand on its calendar as tentative, at the same distances, but for those that would be in the past; left out: those to come, on their days",
    }),
    anchor: z.string().max(100).optional().meta({
      description:
        "With a day to begin on: the entry of the source, `run-7` or `note-3`, that falls on it; left out: its first that is to come or, if all are over, the first of the last time it took place",
    }),
    tokens: z.boolean().default(false).meta({
      description: "With a day to begin on: move the dates among its own My Tokens by as many days",
    }),
  }),
  output: cloneShape,
  async run(context: Context, { program, name, folder, begins, anchor, tokens }) {
    const { clone, series, leftOut } = await changing(context, async (change) => {
      const source = await findFolder(change.tx, "program", program, "program");
      const beside = change.catalog.folders.get(source)?.parent ?? null;
      const parent = folder === undefined ? beside : await findPlace(change.tx, folder);
      return copyProgram(change, source, { name, parent, begins: readBegin(change, begins, anchor), tokens });
    });
    return { ...(await readProgram(context.engine, clone)), series, entriesLeftOut: leftOut };
  },
});

/** @throws Fault `value.type`, `run.past` */
function readBegin(
  { now, catalog }: Change,
  begins: string | undefined,
  anchor: string | undefined,
): Begins | undefined {
  if (begins === undefined) return undefined;
  if (!isCalendarDate(begins))
    throw new Fault(
      problem("begins", "value.type", { value: begins.slice(0, 100), wanted: "a date such as 2026-05-31" }),
    );
  const day = Temporal.PlainDate.from(begins);
  if (Temporal.PlainDate.compare(day, dayOf(now, catalog.calendar.zone)) < 0)
    throw new Fault(problem("begins", "run.past", { value: begins }));
  return { on: day, anchor };
}
