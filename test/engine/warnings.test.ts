import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { sql } from "#kernel/sql.ts";
import { activateCampaign } from "#operations/campaign/activate-campaign.ts";
import { checkCampaign } from "#operations/campaign/check-campaign.ts";
import { createCampaign } from "#operations/campaign/create-campaign.ts";
import { deactivateCampaign } from "#operations/campaign/deactivate-campaign.ts";
import { moveCampaign } from "#operations/campaign/move-campaign.ts";
import { previewText } from "#operations/campaign/preview-text.ts";
import { updateCampaign } from "#operations/campaign/update-campaign.ts";
import { createEmail } from "#operations/email/create-email.ts";
import { createProgram } from "#operations/program/create-program.ts";
import { checkRules } from "#operations/smart-list/check-rules.ts";
import { createList } from "#operations/static-list/create-list.ts";
import { World } from "#test/harness/world.ts";

let world: World;
let count = 0;
beforeAll(async () => {
  world = await World.open();
  await world.people({ email: "ann@x.test", first_name: "Ann" });
});
afterAll(() => world.close());
beforeEach(async () => {
  for (const { id } of await world.db.rows<{ id: number }>(
    sql`select id from campaign where active_run_id is not null`,
  ))
    await world.ask(deactivateCampaign, { campaign: String(id) });
});

const changes = (field: string) => ({ trigger: "change-data-value", operator: "is", values: [field] });
const visits = { trigger: "visit-webpage", operator: "is", values: ["/pricing"] };
const sets = (field: string, value = "x") => ({ action: "change-data-value", args: { field, value } });
const field = (name: string, value: string) => ({
  filter: "field",
  field: name,
  operator: "is",
  values: [value],
});
const leave = { action: "remove-from-flow", args: {} };

/** A campaign everybody may enter every time. */
async function campaign(trigger: object, steps: object[], filters: object[] = []): Promise<string> {
  const { id } = await world.ask(createCampaign, {
    name: `Campaign ${++count}`,
    rules: { triggers: [trigger], filters } as never,
    flow: { steps } as never,
  });
  await world.ask(updateCampaign, { campaign: String(id), qualification: { rule: "every time" } });
  return String(id);
}

const active = async (...of: Parameters<typeof campaign>): Promise<string> => {
  const id = await campaign(...of);
  await world.ask(activateCampaign, { campaign: id });
  return id;
};

const warnings = async (id: string, more: object = {}): Promise<string[]> =>
  (await world.ask(checkCampaign, { campaign: id, ...more })).warnings.map(
    ({ path, code }) => `${path} ${code}`,
  );

test("a step that writes what its own campaign listens to is a loop; one that writes something else is none", async () => {
  const id = await campaign(changes("state"), [sets("city"), sets("state")]);
  expect(await warnings(id)).toEqual(["flow.steps[1] warning.loop"]);
  expect(await warnings(id, { flow: { steps: [sets("city")] } })).toEqual([]);
});

test("a loop through another active campaign is found, and named", async () => {
  const id = await campaign(changes("state"), [sets("city")]);
  expect(await warnings(id)).toEqual([]);
  await active(changes("city"), [sets("state")]);
  expect(await warnings(id)).toEqual(["flow.steps[0] warning.loop"]);
  const { warnings: said } = await world.ask(checkCampaign, { campaign: id });
  expect(said[0]?.message).toContain(`Campaign ${count - 1} → Campaign ${count} → Campaign ${count - 1}`);
});

test("whom a campaign lets in only once does not go round", async () => {
  const id = await campaign(changes("state"), [sets("state")]);
  await world.ask(updateCampaign, { campaign: id, qualification: { rule: "once" } });
  expect(await warnings(id)).toEqual([]);
});

test("a loop by requesting is found, and one in a choice", async () => {
  const back = await active({ trigger: "request-campaign", operator: "is any", values: [] }, [sets("state")]);
  const request = { action: "request-campaign", args: { campaign: Number(back) } };
  const id = await campaign(changes("state"), [
    { ...request, args: null, choices: [{ if: field("city", "x"), args: request.args }] },
  ]);
  expect(await warnings(id)).toEqual(["flow.steps[0] warning.loop"]);
});

test("nobody comes behind a step that takes everybody out; somebody does when a choice keeps them", async () => {
  const id = await campaign(visits, [sets("city"), leave, sets("state"), sets("country")]);
  expect(await warnings(id)).toEqual(["flow.steps[2] warning.deadStep", "flow.steps[3] warning.deadStep"]);
  const some = { ...leave, choices: [{ if: field("city", "x"), args: null }] };
  expect(await warnings(id, { flow: { steps: [some, sets("state")] } })).toEqual([]);
  const other = { action: "remove-from-flow", args: { campaign: Number(await campaign(visits, [leave])) } };
  expect(await warnings(id, { flow: { steps: [other, sets("state")] } })).toEqual([]);
});

test("nobody takes a choice that asks what one before it asks", async () => {
  const choices = ["x", "y", "x"].map((value) => ({ if: field("city", value), args: null }));
  const id = await campaign(visits, [{ ...sets("state"), choices }]);
  expect(await warnings(id)).toEqual(["flow.steps[0].choices[2] warning.deadChoice"]);
});

test("two campaigns of the same event race when one asks for what the other writes", async () => {
  const id = await campaign(visits, [sets("state")]);
  await active({ ...visits, values: ["/home"] }, [sets("city")], [field("state", "CA")]);
  await active(changes("city"), [sets("country")], [field("state", "CA")]);
  const { warnings: before } = await world.ask(checkCampaign, { campaign: id });
  await active(visits, [sets("city")], [field("state", "CA")]);
  const { warnings: after } = await world.ask(checkCampaign, { campaign: id });
  expect(before.filter(({ message }) => message.includes(`Campaign ${count - 1}`))).toEqual([]);
  expect(after.map(({ code }) => code)).toEqual(["warning.race"]);
  expect(after[0]?.message).toContain(`Campaign ${count}`);
});

test("a wait that surely keeps everybody puts two campaigns of the same event in order", async () => {
  const id = await campaign(visits, [sets("state")]);
  await active(visits, [sets("city")], [field("state", "CA")]);
  const after = (...waits: object[]): Promise<string[]> =>
    warnings(id, { flow: { steps: [...waits, sets("state")] } });
  const wait = (args: object | null, ...choices: object[]): object => ({ action: "wait", args, choices });
  const orderly = [
    { for: "1 hour" },
    { until: "2999-01-01" },
    { for: "1 week", on: ["Monday"], at: "09:00" },
  ];
  for (const args of orderly) expect(await after(wait(args))).toEqual([]);
  const race = ["flow.steps[1] warning.race"];
  const vain = [{ for: "0 days" }, { until: "2001-01-01" }, { token: "{{lead.Date of Birth}}" }, null];
  for (const args of vain) expect(await after(wait(args))).toEqual(race);
  const some = { if: field("city", "x"), args: null };
  expect(await after(wait({ for: "1 hour" }, some))).toEqual(race);
});

test("who waits as long races all the same, who waits longer does not", async () => {
  const id = await campaign(visits, [sets("state")]);
  const day = { action: "wait", args: { for: "1 day" } };
  const asks = { ...sets("city"), choices: [{ if: field("state", "CA"), args: null }] };
  await active(visits, [day, asks]);
  expect(await warnings(id)).toEqual([]);
  const after = (time: string): Promise<string[]> =>
    warnings(id, { flow: { steps: [{ action: "wait", args: { for: time } }, sets("state")] } });
  expect(await after("24 hours")).toEqual(["flow.steps[1] warning.race"]);
  expect(await after("2 days")).toEqual([]);
});

test("a step about its own program loops with who listens to that, and races with who asks for it", async () => {
  const [own, other] = ["Own program", "Other program"];
  for (const name of [own, other]) await world.ask(createProgram, { name, type: "event" });
  const step = { action: "change-program-status", args: { status: "Registered" } };
  const hears = (program: string) => ({
    trigger: "change-program-status",
    operator: "is",
    values: [program],
  });
  const inOwn = async (trigger: object): Promise<string[]> => {
    const id = await campaign(trigger, [step]);
    await world.ask(moveCampaign, { campaign: id, to: own });
    return warnings(id);
  };
  expect(await inOwn(hears(own))).toEqual(["flow.steps[0] warning.loop"]);
  expect(await inOwn(hears(other))).toEqual([]);
  expect(await inOwn(visits)).toEqual([]);
  await active(visits, [sets("city")], [{ filter: "member-of-program", operator: "in", values: [other] }]);
  expect(await inOwn(visits)).toEqual([]);
  await active(visits, [sets("city")], [{ filter: "member-of-program", operator: "in", values: [own] }]);
  expect(await inOwn(visits)).toEqual(["flow.steps[0] warning.race"]);
});

test("an e-mail that is neither there nor was ever heard of is warned of, with the one perhaps meant", async () => {
  await world.ask(createEmail, { name: "Anniversary offer", content: { subject: "Hello", text: "Hello" } });
  await world.happens({ person: "ann", type: "open-email", primary: "Sent elsewhere" });
  const opened = (...values: string[]) => ({ filter: "open-email", operator: "is", values });
  const rules = { filters: [opened("Anniversary offer", "Sent elsewhere", "anniv")] };
  const found = await world.ask(checkRules, { rules });
  expect(found.problems).toEqual([]);
  expect(found.warnings.map(({ path, message }) => `${path} ${message}`)).toEqual([
    "rules.filters[0].values[2] There is no e-mail “anniv”. Did you mean “Anniversary offer”?",
  ]);
  const choices = [{ if: opened("Xyzzy"), args: null }];
  const id = await campaign(visits, [{ ...sets("city"), choices }]);
  expect(await warnings(id)).toEqual(["flow.steps[0].choices[0].if.values[0] warning.unknownEmail"]);
});

test("a thing that is not there is a problem that names the one perhaps meant", async () => {
  await world.ask(createList, { name: "Café guests" });
  const { problems } = await world.ask(checkRules, {
    rules: { filters: [{ filter: "member-of-list", operator: "in", values: ["cafe gests", "Xyzzy"] }] },
  });
  expect(problems.map(({ message }) => message)).toEqual([
    "There is no list “cafe gests”. Did you mean “Café guests”?",
    "There is no list “Xyzzy”.",
  ]);
});

test("a draft is checked without being saved", async () => {
  const id = await campaign(visits, [sets("city")]);
  const { problems } = await world.ask(checkCampaign, {
    campaign: id,
    flow: { steps: [{ action: "wait", args: { for: "3 dayz" } }] },
  });
  expect(problems.map(({ path, code }) => `${path} ${code}`)).toEqual([
    "flow.steps[0].args.for wait.badDuration",
  ]);
  expect((await world.ask(checkCampaign, { campaign: id })).problems).toEqual([]);
});

test("a text is shown as it would read for a person, with what an event would give", async () => {
  const id = await campaign(visits, [sets("city")]);
  const shown = await world.ask(previewText, {
    campaign: id,
    person: "ann@x.test",
    text: "{{lead.First Name}} of {{lead.City:default=somewhere}} saw {{trigger.Name}}",
    trigger: { name: "/pricing" },
  });
  expect(shown.text).toBe("Ann of somewhere saw /pricing");
});
