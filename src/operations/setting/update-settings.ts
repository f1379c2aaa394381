import { z } from "zod";
import { sql } from "#kernel/sql.ts";
import { changeDefinitions } from "#engine/engine.ts";
import { audit, changesOf } from "../audit.ts";
import { defineOperation } from "../define.ts";
import { keepDemoTimes } from "../demo/demo-plans.ts";
import { readSettings, settings, settingsShape, type SettingsShape } from "./setting-shape.ts";

export const updateSettings = defineOperation({
  id: "update-settings",
  noun: "setting",
  verb: "update",
  method: "PATCH",
  path: "/api/settings",
  summary: "Change settings of the subscription",
  effect: "write",
  input: z.strictObject(settings).partial(),
  output: settingsShape,
  async run({ engine, actor, scheduler }, input): Promise<SettingsShape> {
    // Who changes a setting knows where they are: there is nothing to ask any more, unless they say so.
    const change = { setup_answered: true, ...input };
    await changeDefinitions(engine, async (tx) => {
      const { zone } = engine.definitions.catalog.calendar;
      if (input.zone !== undefined) await keepDemoTimes(tx, engine.clock.now(), zone, input.zone);
      const before = await readSettings(tx);
      for (const [name, value] of Object.entries(change))
        await tx.rows(
          sql`insert into setting (name, value) values (${name}, ${JSON.stringify(value)}::jsonb) on conflict (name) do update set value = excluded.value`,
        );
      const changed = changesOf(before, input);
      await audit(tx, engine.clock.now(), actor, "edit", "setting", Object.keys(input).join(","), changed);
    });
    scheduler.ring(); // what is due next may be due sooner
    return readSettings(engine.db);
  },
});
