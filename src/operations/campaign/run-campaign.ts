import { z } from "zod";
import { toIso } from "#kernel/clock.ts";
import { Fault, problem, type Problem, type Said } from "#kernel/fault.ts";
import type { Qualification } from "#domain/qualification.ts";
import { audience } from "#engine/audience.ts";
import { planRun, runnable } from "#engine/runs.ts";
import { audit } from "../audit.ts";
import { defineOperation } from "../define.ts";
import { problemShape } from "./campaign-shape.ts";
import { findId, key } from "../find.ts";
import { readInstant } from "../instant.ts";
import { expirationWarnings } from "../program/expiration.ts";
import { readRuns, runShape, type RunShape } from "../run/run-shape.ts";

const shape = runShape.extend({ warnings: z.array(problemShape) });

/** Takes a batch campaign's people through its flow, now or at a time. Now needs a second word: the number of people. */
export const runCampaign = defineOperation({
  id: "run-campaign",
  noun: "campaign",
  verb: "run",
  method: "POST",
  path: "/api/campaigns/:campaign/runs",
  summary: "Run a batch campaign now, or plan a run for a later time",
  effect: "write",
  goesOn: { show: "show-run", as: "run", while: ["scheduled", "starting", "running"], unless: "at" },
  errors: [
    "campaign.confirm",
    "campaign.notBatch",
    "campaign.paused",
    "campaign.noRules",
    "campaign.noSteps",
    "run.past",
    "run.tooSoon",
    "run.tooFar",
  ],
  input: z.strictObject({
    campaign: key("campaign"),
    at: z.string().optional().meta({ description: "When, as 2027-05-31T09:00:00Z; left out: now" }),
    confirm: z.coerce.number().int().optional().meta({
      description: "For a run now: how many people it will take; asked without it, the answer says how many",
    }),
  }),
  output: shape,
  async run({ engine, actor, scheduler, language }, input): Promise<z.infer<typeof shape>> {
    const campaign = await runnable(engine, engine.db, await findId(engine.db, "campaign", input.campaign));
    const at = readInstant(input.at, "at");
    const id = await planRun(engine, campaign, at, actor, async () => {
      const found = await audience(engine, campaign);
      if (at === undefined && input.confirm !== found.qualified)
        throw new Fault(confirmation(found, campaign.version.qualification));
    });
    const when = at === undefined ? {} : { at: toIso(at) };
    const action = at === undefined ? "run" : "schedule";
    await audit(engine.db, engine.clock.now(), actor, action, "campaign", campaign.id, { run: id, ...when });
    scheduler.ring();
    const [run] = await readRuns(engine.db, { id, limit: 1 });
    const warnings = await expirationWarnings(engine, campaign.id, at ?? engine.clock.now(), language);
    return { ...(run as RunShape), warnings };
  },
});

/** Asks for the number of people, and says how many match, how many are kept out, and why. */
function confirmation(
  { matched, qualified }: { matched: number; qualified: number },
  { rule }: Qualification,
): Problem {
  const kept = matched - qualified;
  const what =
    kept === 0
      ? all(matched)
      : qualified === 0
        ? none(matched, AGAIN[rule])
        : some(qualified, matched, AGAIN[rule]);
  return problem("confirm", "campaign.confirm", { count: qualified, what });
}

const all = (count: number): Said =>
  count === 0
    ? {
        en: "Nobody matches the smart list now, so this takes nobody through the flow.",
        fr: "Personne ne correspond à la liste intelligente pour l’instant ; personne ne passerait dans le flux.",
      }
    : {
        en: `This takes ${people(count).en} through the flow.`,
        fr: `Ceci fait passer ${people(count).fr} dans le flux.`,
      };

const some = (count: number, matched: number, why: Said): Said => ({
  en: `This takes ${people(count).en} through the flow: ${matched} match the smart list, ${matched - count} kept out because ${why.en}.`,
  fr: `Ceci fait passer ${people(count).fr} dans le flux : sur ${people(matched).fr} dans la liste intelligente, ${matched - count === 1 ? "1 n’entre pas" : `${matched - count} n’entrent pas`}, car ${why.fr}.`,
});

const none = (matched: number, why: Said): Said => ({
  en: `This takes nobody through the flow: of ${people(matched).en} in the smart list all are kept out, because ${why.en}.`,
  fr: `Personne ne passerait dans le flux : sur ${people(matched).fr} dans la liste intelligente, aucune n’entre, car ${why.fr}.`,
});

const people = (count: number): Said => ({
  en: count === 1 ? "1 person" : `${count} people`,
  fr: count === 1 ? "1 personne" : `${count} personnes`,
});

/** Why the qualification rule keeps out somebody who matches. */
const AGAIN: Record<Qualification["rule"], Said> = {
  once: {
    en: "they were in this campaign before, and everybody goes through it only once",
    fr: "on ne passe qu’une fois dans cette campagne",
  },
  "once every": {
    en: "they were in this campaign too recently for its qualification rule",
    fr: "leur dernier passage dans cette campagne est trop récent pour sa règle de qualification",
  },
  "every time": {
    en: "the qualification rule says so",
    fr: "la règle de qualification le veut",
  },
};
