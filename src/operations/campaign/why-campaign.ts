import { z } from "zod";
import { toIso, type Instant } from "#kernel/clock.ts";
import { Fault, problem } from "#kernel/fault.ts";
import type { Filter } from "#domain/rules.ts";
import { namedSeen } from "#domain/seen-words.ts";
import { runnable } from "#engine/runs.ts";
import { whySteps } from "#engine/why-steps.ts";
import { why } from "#engine/why.ts";
import { sentenceOf } from "#vocabulary/sentence.ts";
import { defineOperation } from "../define.ts";
import { findId, findPerson, key } from "../find.ts";
import { happenedAnswer } from "../smart-list/happened-shape.ts";
import { ruleAnswer } from "../smart-list/rule-answer.ts";
import { tellWhy } from "./tell-why.ts";
import { whyShape } from "./why-shape.ts";
import { stepAnswer } from "./why-step-shape.ts";

/** Why somebody is or is not in a campaign. */
export const whyCampaign = defineOperation({
  id: "why-campaign",
  noun: "campaign",
  verb: "why",
  method: "GET",
  path: "/api/campaigns/:campaign/why/:person",
  summary:
    "Say why a person is or is not in a campaign: each rule true or false, with the value it saw, and what became of them in each step",
  effect: "read",
  errors: ["person.unknown"],
  input: z.strictObject({
    campaign: key("campaign"),
    person: z.string().meta({ description: "The person's number or e-mail" }),
    entry: z.coerce.number().int().optional().meta({
      description: "Which of their ways through the flow, by its number in the log; else the newest",
    }),
  }),
  output: whyShape,
  shown: tellWhy,
  async run({ engine, language = "en" }, input) {
    const { version } = await runnable(
      engine,
      engine.db,
      await findId(engine.db, "campaign", input.campaign),
    );
    const person = await findPerson(engine.db, input.person);
    const found = await why(engine, version, person);
    if (!found) throw new Fault(problem("person", "person.unknown", { key: "number", value: input.person }));
    const { catalog } = engine.definitions;
    const says = (filter: Filter | undefined): string =>
      filter ? sentenceOf(filter, catalog, language) : EARLIER[language];
    const iso = (at: Instant): string => toIso(at);
    const { entered, qualification, active, now, refusals } = found;
    const flow = await whySteps(engine, version, person, input.entry);
    return {
      campaign: version.campaign.name,
      entered: entered && { times: entered.times, first: iso(entered.first), last: iso(entered.last) },
      qualification: { ...qualification, next: qualification.next === null ? null : iso(qualification.next) },
      active: active === null ? null : iso(active),
      triggers: now.triggers.map((one) => happenedAnswer(one, catalog, language)),
      holds: now.holds,
      filters: now.filters.map((one) => ruleAnswer(one, catalog, language)),
      refusals: refusals.map((one) => ({
        ...one,
        occurredOn: iso(one.occurredOn),
        filters: one.filters.map(({ holds, seen }, index) => ({
          rule: says(version.rules.filters[index]),
          holds,
          seen: namedSeen(seen, catalog),
        })),
      })),
      flow: {
        since: flow.since === null ? null : iso(flow.since),
        earlier: flow.earlier,
        steps: flow.steps.map((one, index) => stepAnswer(one, index + 1, catalog, language)),
      },
    };
  },
});

const EARLIER = { en: "a filter of an earlier version", fr: "un filtre d’une version antérieure" };
