import { z } from "zod";
import { toIso } from "#kernel/clock.ts";
import { defineOperation } from "../define.ts";

export const showClock = defineOperation({
  id: "show-clock",
  noun: "clock",
  verb: "show",
  method: "GET",
  path: "/api/clock",
  summary: "Tell the time Muster goes by, and the zone its rules are read in",
  effect: "read",
  input: z.strictObject({}),
  output: z.object({ now: z.string(), zone: z.string() }),
  run: async ({ engine }) => ({
    now: toIso(engine.clock.now()),
    zone: engine.definitions.catalog.calendar.zone,
  }),
});
