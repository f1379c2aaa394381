import { z } from "zod";
import { Fault, problem } from "#kernel/fault.ts";
import { sourceNumber } from "#domain/source.ts";
import { requestCampaign as activity } from "#vocabulary/activities/request-campaign.ts";
import { sourceOf } from "../actor.ts";
import { defineOperation } from "../define.ts";
import { findId, findPerson, key } from "../find.ts";

const MOST = 100;

/** Asks an active campaign to take some people in. */
export const requestCampaign = defineOperation({
  id: "request-campaign",
  noun: "campaign",
  verb: "request",
  method: "POST",
  path: "/api/campaigns/:campaign/request",
  summary: "Ask an active campaign that listens to “Campaign is Requested” to take up to 100 people in",
  effect: "write",
  errors: ["campaign.notRequestable", "campaign.notListening", "person.unknown", "call.tooMany"],
  input: z.strictObject({
    campaign: key("campaign"),
    people: z
      .array(z.coerce.string().max(2000))
      .min(1)
      .meta({ description: "Up to 100, by number or e-mail" }),
  }),
  output: z.object({ activities: z.array(z.int().nullable()) }),
  async run({ engine, intake, actor }, { campaign, people }) {
    if (people.length > MOST)
      throw new Fault(problem("people", "call.tooMany", { count: people.length, limit: MOST }));
    const id = await findId(engine.db, "campaign", campaign);
    const target = engine.definitions.catalog.campaigns.get(id);
    if (!target?.requestable)
      throw new Fault(problem("campaign", "campaign.notRequestable", { name: target?.name ?? campaign }));
    if (!target.active) throw new Fault(problem("campaign", "campaign.notListening", { name: target.name }));
    const found = [];
    for (const named of people) found.push(await findPerson(engine.db, named));
    const events = found.map(({ shard, id: personId }) => ({
      event: {
        shard,
        personId,
        typeId: activity.id,
        assetId: id,
        value: null,
        attributes: null,
        source: sourceNumber(sourceOf(actor)),
        occurredOn: null,
      },
    }));
    const answers = await Promise.all(intake.record(events));
    return { activities: answers.map((one) => one.activity) };
  },
});
