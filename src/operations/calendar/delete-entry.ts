import { z } from "zod";
import { Fault, problem } from "#kernel/fault.ts";
import { sql } from "#kernel/sql.ts";
import { cancelRun } from "#engine/runs.ts";
import { audit } from "../audit.ts";
import { defineOperation } from "../define.ts";
import { readEntryKey } from "./entry-shape.ts";
import { entryInput } from "./update-entry.ts";

export const deleteEntry = defineOperation({
  id: "delete-entry",
  noun: "calendar",
  verb: "remove",
  method: "DELETE",
  path: "/api/calendar/:entry",
  summary: "Take an entry off the calendar: a note is deleted, a run that has not begun is cancelled",
  effect: "destroy",
  errors: ["not.found", "run.over"],
  input: z.strictObject({ entry: entryInput }),
  output: z.object({ entry: z.string() }),
  async run({ engine, actor }, { entry }) {
    const { kind, id } = readEntryKey(entry);
    let named = {};
    if (kind === "run") await cancelRun(engine, id);
    else {
      const [gone] = await engine.db.rows(sql`delete from calendar_note where id = ${id} returning name`);
      if (gone) named = gone;
      else throw new Fault(problem("entry", "not.found", { kind: "entry", name: entry }));
    }
    await audit(engine.db, engine.clock.now(), actor, "delete", "calendar entry", entry, named);
    return { entry };
  },
});
