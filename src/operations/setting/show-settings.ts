import { z } from "zod";
import { defineOperation } from "../define.ts";
import { readSettings, settingsShape, type SettingsShape } from "./setting-shape.ts";

export const showSettings = defineOperation({
  id: "show-settings",
  noun: "setting",
  verb: "show",
  method: "GET",
  path: "/api/settings",
  summary: "Show the settings of the subscription",
  effect: "read",
  input: z.strictObject({}),
  output: settingsShape,
  run: async ({ engine }): Promise<SettingsShape> => readSettings(engine.db),
});
