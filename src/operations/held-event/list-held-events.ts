import { z } from "zod";
import { toIso, micros } from "#kernel/clock.ts";
import { heldEvents } from "#engine/held.ts";
import { defineOperation } from "../define.ts";
import { findId, key } from "../find.ts";

export const listHeldEvents = defineOperation({
  id: "list-held-events",
  noun: "held-event",
  verb: "list",
  method: "GET",
  path: "/api/held-events",
  summary: "List events that were held back because a person came round to the same campaign too often",
  effect: "read",
  input: z.strictObject({
    campaign: key("campaign").optional().meta({ description: "Only those held before this campaign" }),
    after: z.coerce.number().int().default(0),
    limit: z.coerce.number().int().min(1).max(1000).default(100),
  }),
  output: z.object({
    events: z.array(
      z.object({
        id: z.int(),
        person: z.int(),
        email: z.string().nullable(),
        campaign: z.object({ id: z.int(), name: z.string() }),
        activity: z.int(),
        depth: z.int(),
        heldOn: z.string(),
      }),
    ),
    next: z.int().nullable(),
  }),
  async run({ engine }, { campaign, after, limit }) {
    const campaignId = campaign === undefined ? null : await findId(engine.db, "campaign", campaign);
    const held = await heldEvents(engine, { campaignId, after, limit });
    return {
      events: held.map((one) => ({
        id: one.id,
        person: one.personId,
        email: one.email,
        campaign: { id: one.campaignId, name: one.campaign },
        activity: one.activityId,
        depth: one.depth,
        heldOn: toIso(micros(one.heldOn)),
      })),
      next: held.length === limit ? (held.at(-1)?.id ?? null) : null,
    };
  },
});
