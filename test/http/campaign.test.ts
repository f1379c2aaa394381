import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sql } from "#kernel/sql.ts";
import { activateCampaign } from "#operations/campaign/activate-campaign.ts";
import { cloneCampaign } from "#operations/campaign/clone-campaign.ts";
import { createCampaign } from "#operations/campaign/create-campaign.ts";
import { deactivateCampaign } from "#operations/campaign/deactivate-campaign.ts";
import { deleteCampaign } from "#operations/campaign/delete-campaign.ts";
import { listCampaigns } from "#operations/campaign/list-campaigns.ts";
import { runCampaign } from "#operations/campaign/run-campaign.ts";
import { saveCampaign } from "#operations/campaign/save-campaign.ts";
import { showCampaign } from "#operations/campaign/show-campaign.ts";
import { createEmail } from "#operations/email/create-email.ts";
import { createField } from "#operations/field/create-field.ts";
import { updateField } from "#operations/field/update-field.ts";
import { countPeople } from "#operations/smart-list/count-people.ts";
import { createSmartList } from "#operations/smart-list/create-smart-list.ts";
import { saveSmartList } from "#operations/smart-list/save-smart-list.ts";
import { showSmartList } from "#operations/smart-list/show-smart-list.ts";
import { createList } from "#operations/static-list/create-list.ts";
import { deleteList } from "#operations/static-list/delete-list.ts";
import { updateSettings } from "#operations/setting/update-settings.ts";
import { World } from "#test/harness/world.ts";

let world: World;
beforeAll(async () => (world = await World.open("2026-06-10T12:00:00Z")));
afterAll(() => world.close());

const field = (name: string, operator?: string, ...values: (string | number | boolean)[]) => ({
  filter: "field",
  field: name,
  ...(operator ? { operator } : {}),
  values,
});
const california = [field("state", "is", "CA")];
const trigger = { trigger: "visit-webpage", operator: "is any" };
const flow = { steps: [{ action: "change-score", args: { field: "person_score", change: "+1" } }] };
const problemsOf = async (campaign: string) =>
  (await world.ask(showCampaign, { campaign })).problems.map((one) => `${one.code} ${one.path}`);

describe("the mode of a campaign follows its smart list", () => {
  test("AC-001, AC-002, AC-003: filters make it Batch, the first trigger Triggered, without it Batch again", async () => {
    const campaign = await world.campaign({ rules: { filters: california }, flow });
    expect(await world.ask(showCampaign, { campaign })).toMatchObject({ label: "Batch", mode: "batch" });
    expect(
      await world.ask(saveCampaign, { campaign, rules: { filters: california, triggers: [trigger] } }),
    ).toMatchObject({ label: "Triggered", mode: "trigger" });
    expect(await world.ask(saveCampaign, { campaign, rules: { filters: california } })).toMatchObject({
      label: "Batch",
      mode: "batch",
    });
  });
  test("AC-004, AC-005: a triggered one offers no run, a batch no activation", async () => {
    const triggered = await world.campaign({ rules: { triggers: [trigger] }, flow });
    expect((await world.ask(showCampaign, { campaign: triggered })).can).toEqual(["activate", "pause"]);
    expect(await world.refusal(runCampaign, { campaign: triggered, confirm: 0 })).toEqual([
      "campaign.notBatch campaign",
    ]);
    const batch = await world.campaign({ rules: { filters: california }, flow });
    expect((await world.ask(showCampaign, { campaign: batch })).can).toEqual(["run", "schedule", "pause"]);
    expect(await world.refusal(activateCampaign, { campaign: batch })).toEqual([
      "campaign.notTrigger campaign",
    ]);
  });
  test("AC-006: without any rule it can neither run nor be activated, and the answer names the missing rule", async () => {
    const campaign = await world.campaign({ flow });
    expect(await world.refusal(runCampaign, { campaign, confirm: 0 })).toContain("campaign.noRules rules");
    expect(await world.refusal(activateCampaign, { campaign })).toContain("campaign.noRules rules");
  });
  test("a campaign without a step cannot run", async () => {
    expect(
      await world.refusal(runCampaign, {
        campaign: await world.campaign({ rules: { filters: california } }),
        confirm: 0,
      }),
    ).toEqual(["campaign.noSteps flow"]);
  });
  test("an executable takes no trigger; a campaign with a trigger cannot be cloned as one; a clone of one is a normal campaign (AC-008)", async () => {
    expect(
      await world.refusal(createCampaign, {
        name: "Executable with trigger",
        executable: true,
        rules: { triggers: [trigger] },
      }),
    ).toEqual(["trigger.inExecutable rules.triggers"]);
    const triggered = await world.campaign({ rules: { triggers: [trigger] }, flow });
    expect(
      await world.refusal(cloneCampaign, { campaign: triggered, name: "As executable", executable: true }),
    ).toEqual(["trigger.inExecutable rules.triggers"]);
    const executable = await world.campaign({ executable: true, rules: { filters: california }, flow });
    expect((await world.ask(showCampaign, { campaign: executable })).can).toEqual([]);
    expect((await world.ask(cloneCampaign, { campaign: executable, name: "Normal clone" })).mode).toBe(
      "batch",
    );
  });
  test("a trigger is not added while runs are planned, and the last one not taken while it is active", async () => {
    const planned = await world.campaign({ rules: { filters: california }, flow });
    await world.ask(runCampaign, { campaign: planned, at: "2026-07-01T00:00:00Z" });
    expect(await world.refusal(saveCampaign, { campaign: planned, rules: { triggers: [trigger] } })).toEqual([
      "campaign.scheduledRuns rules.triggers",
    ]);
    const active = await world.active({ rules: { triggers: [trigger] }, flow });
    expect(await world.refusal(saveCampaign, { campaign: active, rules: { filters: california } })).toEqual([
      "campaign.active rules.triggers",
    ]);
    await world.ask(deactivateCampaign, { campaign: active });
  });
});

describe("advanced logic", () => {
  const three = [...california, field("city", "is", "LA"), field("country", "is", "US")];
  const asked = (logic: string, filters = three) =>
    world.refusal(countPeople, { rules: { match: "advanced", logic, filters } });

  test("AC-012: it needs three filters", async () =>
    expect(await asked("1 and 2", three.slice(0, 2))).toEqual(["logic.tooFewFilters rules.match"]));
  test("AC-015: and and or on one level need parentheses", async () =>
    expect(await asked("1 and 2 or 3")).toEqual(["logic.syntax rules.logic"]));
  test("AC-016: parentheses may nest", async () =>
    expect(
      await world.ask(countPeople, {
        rules: {
          match: "advanced",
          logic: "1 AND (2 or (3 and 4))",
          filters: [...three, field("email", "is empty")],
        },
      }),
    ).toMatchObject({ people: 0 }));
  test("AC-017: an unknown number is an error", async () =>
    expect(await asked("1 and (2 or 5)")).toEqual(["logic.syntax rules.logic"]));
  test("every filter must be used", async () =>
    expect(await asked("1 and 2")).toEqual(["logic.unusedFilter rules.logic"]));
  test.each([
    "",
    "1 and",
    "(1 and 2 and 3",
    "1 and 2 and 3)",
    "()",
    "1 2 3",
    "1 and 2 and 3 xor 1",
    "not 1",
    "1 and 2 and 0",
    "(".repeat(5000),
  ])("%j is refused with a sentence", async (logic) => {
    expect(await asked(logic)).toEqual(["logic.syntax rules.logic"]);
  });
});

describe("what blocks", () => {
  test("what only lacks something is not finished; what is wrong, or lacks it while it is active, is invalid", async () => {
    const statusOf = async (campaign: string) => (await world.ask(showCampaign, { campaign })).status;
    const campaign = await world.campaign({ name: "Begun" });
    expect(await statusOf(campaign)).toBe("Unfinished");
    await world.ask(saveCampaign, { campaign, rules: { filters: [field("state", "is")] }, flow });
    expect(await statusOf(campaign)).toBe("Unfinished");
    await world.ask(saveCampaign, { campaign, rules: { filters: [field("no_such_field", "is", "CA")] } });
    expect(await statusOf(campaign)).toBe("Invalid");
    await world.ask(saveCampaign, { campaign, rules: { triggers: [trigger] } });
    await world.ask(activateCampaign, { campaign });
    await world.ask(saveCampaign, { campaign, flow: { steps: [{ action: "send-email", args: {} }] } });
    expect(await statusOf(campaign)).toBe("Invalid");
    await world.ask(deactivateCampaign, { campaign });
    expect(await statusOf(campaign)).toBe("Unfinished");
  });
  test("a problem that lies in something else names it", async () => {
    const email = await world.ask(createEmail, { name: "Not approved", content: {} });
    const list = await world.ask(createSmartList, {
      name: "Not finished",
      rules: { filters: [field("state", "is")] },
    });
    const campaign = await world.campaign({
      rules: { filters: [{ filter: "member-of-smart-list", values: ["Not finished"] }] },
      flow: { steps: [{ action: "send-email", args: { email: "Not approved" } }] },
    });
    const { problems } = await world.ask(showCampaign, { campaign });
    expect(problems.map((one) => [one.code, one.cause])).toEqual([
      ["smartList.referencedInvalid", { kind: "smart list", id: list.id, name: "Not finished" }],
      ["email.unapproved", { kind: "email", id: email.id, name: "Not approved" }],
    ]);
  });
  test("the list of campaigns says when each ran last, and how many came through", async () => {
    await world.people({ email: "listed@example.com", state: "LISTED" });
    const campaign = await world.campaign({
      name: "Listed",
      rules: { filters: [field("state", "is", "LISTED")] },
      flow,
    });
    const listed = async () =>
      (await world.ask(listCampaigns, {})).campaigns.find(({ name }) => name === "Listed")?.lastRun;
    expect(await listed()).toBeNull();
    const id = await world.runNow(campaign);
    expect(await listed()).toMatchObject({ id, entries: 1 });
  });
  test("AC-022: a filter without value is marked, and run and activation are refused", async () => {
    const campaign = await world.campaign({ rules: { filters: [field("state", "is")] }, flow });
    expect(await problemsOf(campaign)).toEqual(["value.missing rules.filters[0].values"]);
    expect(await world.refusal(runCampaign, { campaign, confirm: 0 })).toEqual([
      "value.missing rules.filters[0].values",
    ]);
    const triggered = await world.campaign({
      rules: { triggers: [trigger], filters: [field("state")] },
      flow,
    });
    expect(await world.refusal(activateCampaign, { campaign: triggered })).toEqual([
      "operator.missing rules.filters[0].operator",
    ]);
  });
  test("AC-021: a smart list with an error makes the campaign that uses it invalid", async () => {
    await world.ask(createSmartList, { name: "Broken", rules: { filters: [field("state", "is")] } });
    const campaign = await world.campaign({
      rules: { filters: [{ filter: "member-of-smart-list", values: ["Broken"] }] },
      flow,
    });
    expect(await problemsOf(campaign)).toEqual(["smartList.referencedInvalid rules.filters[0].values[0]"]);
    await world.ask(saveSmartList, { smartList: "Broken", rules: { filters: california } });
    expect(await problemsOf(campaign)).toEqual([]);
  });
  test("AC-023: a thing in use cannot be deleted; one that is gone is an error at once", async () => {
    const { id } = await world.ask(createList, { name: "Used" });
    const campaign = await world.campaign({
      name: "User",
      rules: { filters: [{ filter: "member-of-list", values: ["Used"] }] },
      flow,
    });
    expect(await world.refusal(deleteList, { list: "Used" })).toEqual(["in.use"]);
    await world.db.rows(sql`update static_list set deleted_on = now() where id = ${id}`);
    await world.ask(updateSettings, { language: "en" }); // any change of definitions is seen everywhere
    expect(await problemsOf(campaign)).toEqual(["asset.deleted rules.filters[0].values[0]"]);
  });
  test("smart lists that use each other are refused, however long the way", async () => {
    await world.ask(createSmartList, { name: "A", rules: { filters: california } });
    await world.ask(createSmartList, {
      name: "B",
      rules: { filters: [{ filter: "member-of-smart-list", values: ["A"] }] },
    });
    await world.ask(saveSmartList, {
      smartList: "A",
      rules: { filters: [{ filter: "member-of-smart-list", values: ["B"] }] },
    });
    const { problems } = await world.ask(showSmartList, { smartList: "A" });
    expect(problems).toMatchObject([
      { code: "smartList.cycle", message: "These smart lists use each other: A → B → A." },
    ]);
    expect(await world.refusal(countPeople, { smartList: "B" })).toEqual([
      "smartList.cycle rules.filters[0].values[0]",
    ]);
  });
  test("AC-044: a formula is not offered as a filter; AC-056: no sample inside a nested list", async () => {
    expect(await world.refusal(countPeople, { rules: { filters: [field("Full Name", "is", "x")] } })).toEqual(
      ["field.notFilterable rules.filters[0].field"],
    );
    await world.ask(createSmartList, {
      name: "Sample",
      rules: { filters: [{ filter: "random-sample", values: [10] }] },
    });
    expect(
      await world.refusal(countPeople, {
        rules: { filters: [{ filter: "member-of-smart-list", values: ["Sample"] }] },
      }),
    ).toEqual(["sample.nested rules.filters[0].values[0]"]);
  });
  test("AC-072: a token in the condition of a choice is refused", async () => {
    const campaign = await world.campaign({
      rules: { filters: california },
      flow: {
        steps: [
          {
            ...flow.steps[0],
            action: "change-score",
            choices: [{ if: field("city", "is", "{{lead.City}}"), args: null }],
          },
        ],
      },
    });
    expect(await problemsOf(campaign)).toEqual([
      "token.inChoiceCondition flow.steps[0].choices[0].if.values[0]",
    ]);
  });
  test("a step is checked: unknown field, no score field, wrong value, unknown list, unknown token, unknown parameter", async () => {
    const steps = [
      { action: "change-data-value", args: { field: "nope", value: "x" } },
      { action: "change-score", args: { field: "city", change: "+1" } },
      { action: "change-data-value", args: { field: "Date of Birth", value: "yesterday" } },
      { action: "add-to-list", args: { list: "nope" } },
      { action: "change-data-value", args: { field: "city", value: "{{lead.Nope}}" } },
      { action: "change-score", args: { field: "person_score", change: "5", extra: 1 } },
      { action: "nope", args: {} },
    ];
    expect(
      await problemsOf(await world.campaign({ rules: { filters: california }, flow: { steps } })),
    ).toEqual([
      "field.unknown flow.steps[0].args.field",
      "field.notScore flow.steps[1].args.field",
      "value.type flow.steps[2].args.value",
      "value.unknownAsset flow.steps[3].args.list",
      "token.unknown flow.steps[4].args.value",
      "score.change flow.steps[5].args.change",
      "step.unknownParam flow.steps[5].args.extra",
      "step.unknownAction flow.steps[6].action",
    ]);
  });
});

describe("running and keeping", () => {
  test("AC-111: a run now needs the number of people as a second word", async () => {
    await world.people({ email: "ann@x.test", state: "CA" });
    const campaign = await world.campaign({ rules: { filters: california }, flow });
    expect(await world.refusal(runCampaign, { campaign })).toEqual(["campaign.confirm confirm"]);
    expect(await world.refusal(runCampaign, { campaign, confirm: 2 })).toEqual(["campaign.confirm confirm"]);
    expect((await world.ask(runCampaign, { campaign, confirm: 1 })).state).toMatch(/scheduled|running|done/);
    await world.context.scheduler.quiet();
  });
  test("AC-110: a run may be planned for any future minute; with a minimum lead, not too near; never for the past", async () => {
    const campaign = await world.campaign({ rules: { filters: california }, flow });
    expect((await world.ask(runCampaign, { campaign, at: "2026-06-10T12:01:00Z" })).state).toBe("scheduled");
    expect(await world.refusal(runCampaign, { campaign, at: "2026-06-10T11:00:00Z" })).toEqual([
      "run.past at",
    ]);
    expect(await world.refusal(runCampaign, { campaign, at: "2030-06-10T11:00:00Z" })).toEqual([
      "run.tooFar at",
    ]);
    expect(await world.refusal(runCampaign, { campaign, at: "tomorrow" })).toEqual(["value.type at"]);
    await world.ask(updateSettings, { minimum_lead_minutes: 15 });
    expect(await world.refusal(runCampaign, { campaign, at: "2026-06-10T12:10:00Z" })).toEqual([
      "run.tooSoon at",
    ]);
    expect((await world.ask(runCampaign, { campaign, at: "2026-06-10T12:15:00Z" })).state).toBe("scheduled");
    await world.ask(updateSettings, { minimum_lead_minutes: 0 });
  });
  test("two who edit one campaign do not overwrite each other", async () => {
    const campaign = await world.campaign({ rules: { filters: california }, flow });
    await world.ask(saveCampaign, {
      campaign,
      version: 1,
      rules: { filters: [...california, field("city", "is", "LA")] },
    });
    expect(
      await world.refusal(saveCampaign, { campaign, version: 1, rules: { filters: california } }),
    ).toEqual(["campaign.changed version"]);
  });
  test("an active or planned campaign is not deleted; one that is used neither", async () => {
    const active = await world.active({ name: "Active one", rules: { triggers: [trigger] }, flow });
    expect(await world.refusal(deleteCampaign, { campaign: active })).toEqual(["campaign.active campaign"]);
    await world.ask(deactivateCampaign, { campaign: active });
    await world.campaign({
      name: "Asks for it",
      rules: { filters: [{ filter: "member-of-smart-campaign", values: ["Active one"] }] },
      flow,
    });
    expect(await world.refusal(deleteCampaign, { campaign: active })).toEqual(["in.use"]);
  });
  test("a name is taken once, also by two at once, whatever the case", async () => {
    const made = await Promise.allSettled(
      ["Twice", "TWICE"].map((name) => world.ask(createCampaign, { name })),
    );
    expect(made.map((one) => one.status).toSorted()).toEqual(["fulfilled", "rejected"]);
    expect(await world.refusal(createCampaign, { name: " twice " })).toEqual(["name.taken name"]);
  });
  test("a field that is used cannot be hidden; its label can change and rules go on", async () => {
    await world.ask(createField, { name: "colour", label: "Colour", type: "string" });
    await world.campaign({ rules: { filters: [field("Colour", "is", "red")] }, flow });
    expect(await world.refusal(updateField, { field: "colour", hidden: true })).toEqual(["in.use"]);
    expect((await world.ask(updateField, { field: "colour", label: "Color" })).label).toBe("Color");
  });
});
