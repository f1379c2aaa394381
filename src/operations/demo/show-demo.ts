import { z } from "zod";
import { toIso } from "#kernel/clock.ts";
import { defineOperation } from "../define.ts";
import { staysAhead } from "./demo-clock.ts";
import { countDemoPeople, readDemo } from "./demo-world.ts";

export const showDemo = defineOperation({
  id: "show-demo",
  noun: "demo",
  verb: "show",
  method: "GET",
  path: "/api/demo",
  summary: "Show whether there is a demo world, and how much of it is made",
  effect: "read",
  input: z.strictObject({}),
  output: z.object({
    state: z.enum(["none", "making", "made", "removing", "removed"]),
    done: z.number().meta({ description: "How much of it is made, from 0 to 1" }),
    people: z.int().meta({ description: "How many made-up people there are" }),
    madeOn: z.string().nullable(),
    staysAhead: z.int().meta({
      description: "How many seconds the clock will be ahead still, if the demo world is removed now",
    }),
  }),
  async run({ engine }) {
    const demo = await readDemo(engine.db);
    if (!demo) return { state: "none" as const, done: 0, people: 0, madeOn: null, staysAhead: 0 };
    const people = demo.state === "removed" ? 0 : await countDemoPeople(engine.db, demo);
    return {
      state: demo.state,
      done: demo.done,
      people,
      madeOn: demo.madeOn && toIso(demo.madeOn),
      staysAhead: await staysAhead(engine, demo),
    };
  },
});
