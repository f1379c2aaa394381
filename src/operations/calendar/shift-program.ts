import { z } from "zod";
import { micros, minute, toIso, type Instant } from "#kernel/clock.ts";
import { Fault, problem } from "#kernel/fault.ts";
import { FURTHEST, leadMinutes, mustBeAhead } from "#engine/runs.ts";
import { daysBetween, holdMovable, shiftAll } from "#engine/schedule/shift-program.ts";
import { holdAllSeries, shiftSeries } from "#engine/schedule/shift-series.ts";
import type { Series } from "#engine/schedule/series.ts";
import { changing, note } from "../change.ts";
import { defineOperation } from "../define.ts";
import { findFolder, folderKey } from "../folder/find-folder.ts";
import { readInstant } from "../instant.ts";
import { campaignsOf, readEntryKey, entryKeyOf } from "./entry-shape.ts";
import { moveDates, movedDateShape } from "../my-token/move-dates.ts";
import { entryInput } from "./update-entry.ts";

/** Reschedules a whole program by one of its entries. */
export const shiftProgram = defineOperation({
  id: "shift-program",
  noun: "program",
  verb: "shift",
  method: "POST",
  path: "/api/programs/:program/shift",
  summary:
    "Move everything of a program that is still to come by as many days as one entry of it, each at its own time of day; series begin and end as many days later, on their weekdays or days of the month",
  effect: "write",
  errors: ["not.found", "program.anchor", "run.past", "run.tooSoon", "run.tooFar", "calendar.years"],
  input: z.strictObject({
    program: folderKey("program"),
    anchor: entryInput.meta({ description: "The entry whose new date is known: `run-7` or `note-3`" }),
    to: z.string().meta({ description: "When it is to be, as 2027-05-31T09:00:00Z" }),
    only: z.array(z.string().max(100)).max(10_000).optional().meta({
      description:
        "Move only these besides the anchor, `series-12` for that of a campaign; left out: everything that is to come",
    }),
    tokens: z
      .boolean()
      .default(false)
      .meta({ description: "Move the dates among the program's own My Tokens too, by as many days" }),
  }),
  output: z.object({
    moved: z.array(z.string()).meta({ description: "Entries, and series by their campaigns: `series-12`" }),
    stayed: z.array(z.string()).meta({
      description: "Entries that would have come too soon, and series that would have none left",
    }),
    same: z.array(z.string()).meta({
      description: "Series without an end whose days would be the very same: they are left as they are",
    }),
    days: z.int().meta({ description: "By how many days, later or (less than nothing) earlier" }),
    tokens: z.array(movedDateShape).meta({ description: "My Tokens that moved, as they are now" }),
  }),
  async run(context, { program, anchor, to, only, tokens }) {
    const { engine, scheduler } = context;
    const id = await findFolder(engine.db, "program", program, "program");
    const key = readEntryKey(anchor);
    const at = readInstant(to, "to") as Instant;
    const shifted = await changing(context, async (change) => {
      const { tx, catalog, now } = change;
      const campaigns = campaignsOf(catalog, [id]);
      const wanted = only && new Set([anchor, ...only]);
      const isWanted = (entry: string): boolean => !wanted || wanted.has(entry);
      const series = await holdAllSeries(tx, campaigns, now);
      const held = await holdMovable(tx, id, campaigns, now, key.kind === "note" ? key.id : undefined);
      const all = held.filter((movable) => isWanted(entryKeyOf(movable)));
      const one = all.find((movable) => movable.kind === key.kind && movable.id === key.id);
      if (!one) throw new Fault(problem("anchor", "program.anchor", { anchor }));
      if (one.kind === "run") await mustBeAhead(tx, at, now, "to");
      const earliest = micros(now + (await leadMinutes(tx)) * minute);
      const latest = micros(now + FURTHEST);
      const { zone } = catalog.calendar;
      const days = daysBetween(one.at, at, zone);
      const single = await shiftAll(tx, all, { anchor: one, to: at, zone, earliest, latest });
      const became = {
        moved: single.moved.map(entryKeyOf),
        stayed: single.stayed.map(entryKeyOf),
        same: [] as string[],
      };
      for (const each of series.filter((some) => isWanted(keyOfSeries(some))))
        became[await shiftSeries(tx, each, { days, now, earliest, latest })].push(keyOfSeries(each));
      await note(change, "shift", "program", id, { anchor, to: toIso(at) });
      return { ...became, days, tokens: tokens ? await moveDates(change, id, days, "to") : [] };
    });
    scheduler.ring();
    return shifted;
  },
});

const keyOfSeries = ({ campaignId }: Series): string => `series-${campaignId}`;
