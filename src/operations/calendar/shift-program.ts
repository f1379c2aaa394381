import { z } from "zod";
import { micros, minute, toIso, type Instant } from "#kernel/clock.ts";
import { Fault, problem } from "#kernel/fault.ts";
import { currentDefinitions } from "#engine/engine.ts";
import { FURTHEST, leadMinutes, mustBeAhead } from "#engine/runs.ts";
import { holdMovable, shiftAll } from "#engine/schedule/shift-program.ts";
import { audit } from "../audit.ts";
import { defineOperation } from "../define.ts";
import { findFolder, folderKey } from "../folder/find-folder.ts";
import { readInstant } from "../instant.ts";
import { campaignsOf, readEntryKey } from "./entry-shape.ts";
import { entryInput } from "./update-entry.ts";

/** Reschedules a whole program by one of its entries. */
export const shiftProgram = defineOperation({
  id: "shift-program",
  noun: "program",
  verb: "shift",
  method: "POST",
  path: "/api/programs/:program/shift",
  summary:
    "Move everything of a program that is still to come by as many days as one entry of it, each at its own time of day",
  effect: "write",
  errors: ["not.found", "program.anchor", "run.past", "run.tooSoon", "run.tooFar", "calendar.years"],
  input: z.strictObject({
    program: folderKey("program"),
    anchor: entryInput.meta({ description: "The entry whose new date is known: `run-7` or `note-3`" }),
    to: z.string().meta({ description: "When it is to be, as 2027-05-31T09:00:00Z" }),
  }),
  output: z.object({
    moved: z.array(z.string()),
    stayed: z.array(z.string()).meta({ description: "Confirmed runs that would have come too soon" }),
  }),
  async run({ engine, actor, scheduler }, { program, anchor, to }) {
    const { catalog } = await currentDefinitions(engine);
    const id = await findFolder(engine.db, "program", program, "program");
    const key = readEntryKey(anchor);
    const at = readInstant(to, "to") as Instant;
    const now = engine.clock.now();
    const shifted = await engine.db.transaction("read", async (tx) => {
      const all = await holdMovable(tx, id, campaignsOf(catalog, id), now);
      const one = all.find((movable) => movable.kind === key.kind && movable.id === key.id);
      if (!one) throw new Fault(problem("anchor", "program.anchor", { anchor }));
      if (one.kind === "run") await mustBeAhead(tx, at, now, "to");
      const earliest = micros(now + (await leadMinutes(tx)) * minute);
      const latest = micros(now + FURTHEST);
      return shiftAll(tx, all, { anchor: one, to: at, zone: catalog.calendar.zone, earliest, latest });
    });
    await audit(engine.db, now, actor, "shift", "program", id, { anchor, to: toIso(at) });
    scheduler.ring();
    const keys = (some: typeof shifted.moved): string[] => some.map((one) => `${one.kind}-${one.id}`);
    return { moved: keys(shifted.moved), stayed: keys(shifted.stayed) };
  },
});
