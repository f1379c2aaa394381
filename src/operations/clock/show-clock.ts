import { z } from "zod";
import { toIso } from "#kernel/clock.ts";
import { sentence } from "#kernel/fault.ts";
import { clockState, wayOf } from "#engine/clock-move.ts";
import { defineOperation } from "../define.ts";
import { fixedBy, testInstance } from "./fixed-clock.ts";

export const showClock = defineOperation({
  id: "show-clock",
  noun: "clock",
  verb: "show",
  method: "GET",
  path: "/api/clock",
  summary: "Tell the time Muster goes by, and the zone its rules are read in",
  effect: "read",
  input: z.strictObject({}),
  output: z.object({
    now: z.string(),
    zone: z.string(),
    movable: z.boolean().meta({ description: "Whether it may be moved here, as in a test or demo instance" }),
    fixed: z
      .object({
        code: z.string(),
        message: z.string(),
        command: z.string().nullable().meta({ description: "Starts a Muster in which it can be moved" }),
      })
      .nullable()
      .meta({ description: "If it may not: what keeps it from being moved, and the cure" }),
    moved: z.boolean().meta({ description: "It goes otherwise than the machine's" }),
    stands: z.boolean().meta({ description: "It stands still until it is moved" }),
    moving: z
      .object({ from: z.string(), to: z.string() })
      .nullable()
      .meta({ description: "While it is being moved: where it began, and where it will be" }),
  }),
  shown: ({ fixed, ...rest }) => ({ ...rest, ...(fixed ? { fixed: fixed.message } : {}) }),
  async run({ engine, language }) {
    const way = wayOf(engine);
    const fixed = await fixedBy(engine);
    return {
      now: toIso(engine.clock.now()),
      zone: engine.definitions.catalog.calendar.zone,
      movable: fixed === undefined,
      fixed: fixed
        ? {
            code: fixed.code,
            message: sentence(fixed, language),
            command: fixed.code === "clock.making" ? null : testInstance(process.env),
          }
        : null,
      ...(await clockState(engine)),
      moving: way ? { from: toIso(way.from), to: toIso(way.to) } : null,
    };
  },
});
