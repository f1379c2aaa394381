import { z } from "zod";
import { toIso } from "#kernel/clock.ts";
import { insideCounts, insidePage } from "#engine/inside.ts";
import { defineOperation } from "../define.ts";
import { findId, key } from "../find.ts";

const step = z
  .int()
  .meta({ description: "The step they go on with; one more than there are when none is left" });

/** Who is inside a campaign, waiting in a step. */
export const showInside = defineOperation({
  id: "show-inside",
  noun: "campaign",
  verb: "inside",
  method: "GET",
  path: "/api/campaigns/:campaign/inside",
  summary: "Show who waits inside a campaign: how many before each step of each version, and who",
  effect: "read",
  input: z.strictObject({
    campaign: key("campaign"),
    after: z.coerce.number().int().min(0).default(0),
    limit: z.coerce.number().int().min(1).max(1000).default(50),
  }),
  output: z.object({
    counts: z.array(
      z.object({
        version: z.int(),
        step,
        waitsIn: z
          .int()
          .nullable()
          .meta({ description: "The identity of the step they wait in; null before the first" }),
        people: z.int(),
        next: z.string(),
      }),
    ),
    people: z.array(
      z.object({
        entry: z.int(),
        person: z.int(),
        email: z.string().nullable(),
        version: z.int(),
        step,
        due: z.string(),
      }),
    ),
    next: z.int().nullable(),
  }),
  async run({ engine }, { campaign, after, limit }) {
    const id = await findId(engine.db, "campaign", campaign);
    const counts = await insideCounts(engine, id);
    const people = await insidePage(engine, id, after, limit);
    return {
      counts: counts.map((one) => ({ ...one, next: toIso(one.next) })),
      people: people.map((one) => ({ ...one, due: toIso(one.due) })),
      next: people.length === limit ? (people.at(-1)?.entry ?? null) : null,
    };
  },
});
