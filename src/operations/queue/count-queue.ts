import { z } from "zod";
import { queueSize } from "#engine/queue.ts";
import { defineOperation } from "../define.ts";

/** How much is in the queue, without asking who it is about. */
export const countQueue = defineOperation({
  id: "count-queue",
  noun: "queue",
  verb: "count",
  method: "GET",
  path: "/api/queue/count",
  summary: "Count the runs, imports and campaigns that have something in the queue",
  effect: "read",
  input: z.strictObject({}),
  output: z.object({ count: z.int() }),
  run: async ({ engine }) => ({ count: await queueSize(engine, engine.clock.now()) }),
});
