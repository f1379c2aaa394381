import { z } from "zod";
import { toIso, type Instant } from "#kernel/clock.ts";
import { priorities } from "#domain/priority.ts";
import { queueLines } from "#engine/queue.ts";
import { defineOperation } from "../define.ts";

const line = z.object({
  what: z.enum(["run", "people due", "held events", "import"]),
  id: z.int().meta({ description: "The run's, campaign's or import's number" }),
  name: z.string(),
  state: z.string(),
  origin: z.enum(["live", "bulk"]).nullable(),
  priority: z.enum(priorities).nullable(),
  people: z.int().nullable().meta({ description: "How many people or events it is about" }),
  since: z.string().meta({ description: "Since when it is to be done" }),
  seconds: z.int().meta({ description: "How old it is" }),
  why: z.string().meta({ description: "What it waits for" }),
});

/** What the engine has to do. */
export const showQueue = defineOperation({
  id: "show-queue",
  noun: "queue",
  verb: "show",
  method: "GET",
  path: "/api/queue",
  summary:
    "Show what runs, what waits, how old it is and why: runs, people whose time has come, held events, imports",
  effect: "read",
  input: z.strictObject({}),
  output: z.object({ lines: z.array(line) }),
  async run({ engine }) {
    const now = engine.clock.now();
    const lines = await queueLines(engine, now);
    const age = (since: Instant): number => Math.max(0, Math.round((now - since) / 1_000_000));
    return {
      lines: lines.map(({ since, ...rest }) => ({ ...rest, since: toIso(since), seconds: age(since) })),
    };
  },
});
