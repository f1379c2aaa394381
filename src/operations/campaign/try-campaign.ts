import { z } from "zod";
import { toIso } from "#kernel/clock.ts";
import { Fault, problem } from "#kernel/fault.ts";
import { isAddress } from "#domain/address.ts";
import { runnable } from "#engine/runs.ts";
import { tryFlow, type TriedStep } from "#engine/trial.ts";
import { actions } from "#vocabulary/actions/index.ts";
import { audit } from "../audit.ts";
import { defineOperation } from "../define.ts";
import { findId, findPerson, key } from "../find.ts";

const stepShape = z.object({
  campaign: z.string().meta({ description: "Whose step it is: this campaign's, or an executable's" }),
  step: z.int(),
  action: z.string(),
  choice: z.int().meta({ description: "The choice taken; 0 is the default" }),
  result: z
    .enum(["succeeded", "skipped", "failed", "unchanged"])
    .meta({ description: "`unchanged`: it had nothing to do, and left nothing in the log" }),
  reason: z.string().nullable(),
  detail: z.string().nullable(),
  old: z.string().nullable(),
  new: z.string().nullable().meta({ description: "The new value; of a wait, until when it would last" }),
  mail: z.int().nullable().meta({ description: "The mail's number in the mailbox" }),
});

/** Takes a test person through a campaign's flow, so that its author sees what it does. */
export const tryCampaign = defineOperation({
  id: "try-campaign",
  noun: "campaign",
  verb: "try",
  method: "POST",
  path: "/api/campaigns/:campaign/try/:person",
  summary:
    "Take one person through the flow now, whoever they are: their data changes, waits are passed, mails go to you, and it counts nowhere",
  effect: "write",
  errors: ["person.unknown", "email.address", "campaign.noSteps"],
  input: z.strictObject({
    campaign: key("campaign"),
    person: z.string().meta({ description: "The person's number or e-mail" }),
    mailTo: z
      .string()
      .max(255)
      .meta({ description: "The address that gets its mails and alerts, their subject marked [Test]" }),
    trigger: z
      .record(z.string(), z.string())
      .default({})
      .meta({ description: "What trigger tokens show, by name" }),
    others: z.boolean().default(false).meta({
      description:
        "Other campaigns take part: they hear it, are requested, may lose the person. What they do is real, their mails too",
    }),
  }),
  output: z.object({
    run: z.int().meta({ description: "The test's run: what it wrote names it" }),
    at: z.string(),
    steps: z.array(stepShape),
    entered: z.array(z.string()).meta({ description: "Other campaigns that let the person in" }),
  }),
  async run({ engine, actor, scheduler }, { campaign, person: named, mailTo, trigger, others }) {
    const { id, version, problems } = await runnable(
      engine,
      engine.db,
      await findId(engine.db, "campaign", campaign),
    );
    const ofFlow = problems.filter(({ path }) => path.startsWith("flow"));
    if (ofFlow.length > 0) throw new Fault(ofFlow);
    if (!isAddress(mailTo))
      throw new Fault(problem("mailTo", "email.address", { value: mailTo.slice(0, 100) }));
    const person = await findPerson(engine.db, named);
    const tried = await tryFlow(engine, {
      campaignId: id,
      versionId: version.id,
      person,
      mailTo,
      others,
      trigger: Object.fromEntries(
        Object.entries(trigger).map(([name, value]) => [name.toLowerCase(), value]),
      ),
      askedBy: actor,
    });
    if (!tried)
      throw new Fault(problem("person", "person.unknown", { key: "number", value: String(person.id) }));
    await audit(engine.db, tried.at, actor, "try", "campaign", id, { run: tried.run, person: person.id });
    scheduler.ring();
    return { ...tried, entered: [...tried.entered], at: toIso(tried.at), steps: tried.steps.map(shape) };
  },
});

const shape = ({ line, mail, action, ...step }: TriedStep): z.infer<typeof stepShape> => ({
  ...step,
  action: actions.get(action)?.label.en ?? action,
  result: line ? (line.result as "succeeded") : "unchanged",
  reason: line?.reason ?? null,
  detail: line?.detail ?? null,
  old: line?.oldValue ?? null,
  new: line?.newValue ?? null,
  mail: mail ?? null,
});
