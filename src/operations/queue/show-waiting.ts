import { z } from "zod";
import { toIso } from "#kernel/clock.ts";
import { waitingInFlows } from "#engine/queue.ts";
import { defineOperation } from "../define.ts";

/** Who waits in the steps of flows: nothing is to be done about them yet. */
export const showWaiting = defineOperation({
  id: "show-waiting",
  noun: "queue",
  verb: "waiting",
  method: "GET",
  path: "/api/queue/waiting",
  summary: "Show how many people wait in the steps of flows, not due yet, and when the first goes on",
  effect: "read",
  input: z.strictObject({}),
  output: z.object({
    people: z.int(),
    more: z.boolean().meta({ description: "More than were counted" }),
    next: z.string().nullable().meta({ description: "When the first of them goes on" }),
  }),
  async run({ engine }) {
    const { next, ...counted } = await waitingInFlows(engine, engine.clock.now());
    return { ...counted, next: next === null ? null : toIso(next) };
  },
});
