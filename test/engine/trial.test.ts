import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { sql } from "#kernel/sql.ts";
import { deactivateCampaign } from "#operations/campaign/deactivate-campaign.ts";
import { tryCampaign } from "#operations/campaign/try-campaign.ts";
import { whyCampaign } from "#operations/campaign/why-campaign.ts";
import { approveEmail } from "#operations/email/approve-email.ts";
import { createEmail } from "#operations/email/create-email.ts";
import { listMails } from "#operations/mail/list-mails.ts";
import { showMail } from "#operations/mail/show-mail.ts";
import { showLog } from "#operations/person/show-log.ts";
import { updateSettings } from "#operations/setting/update-settings.ts";
import { showRun } from "#operations/run/show-run.ts";
import { createList } from "#operations/static-list/create-list.ts";
import { World } from "#test/harness/world.ts";

let world: World;
let email = "";
let list = "";
beforeAll(async () => {
  world = await World.open();
  await world.ask(updateSettings, { sender_name: "Shop", sender_address: "shop@muster.test" });
  list = String((await world.ask(createList, { name: "Reached" })).id);
  email = String(
    (
      await world.ask(createEmail, {
        name: "Offer",
        content: { subject: "For {{lead.First Name}}", text: "You saw {{trigger.Name}}" },
      })
    ).id,
  );
  await world.ask(approveEmail, { email });
});
afterAll(() => world.close());
beforeEach(async () => {
  for (const { id } of await world.db.rows<{ id: number }>(
    sql`select id from campaign where active_run_id is not null`,
  ))
    await world.ask(deactivateCampaign, { campaign: String(id) });
  await world.db.rows(
    sql`truncate person, person_key, activity, membership, entry, run_count, list_member, delivery`,
  );
  await world.people({ email: "ann@x.test", first_name: "Ann", state: "CA", person_score: 3 });
});

const flow = (...steps: object[]) => ({ steps: steps as { action: string }[] });
const plus = (change: string) => ({ action: "change-score", args: { field: "person_score", change } });
const city = (value: string) => ({ action: "change-data-value", args: { field: "city", value } });
const toList = () => ({ action: "add-to-list", args: { list: Number(list) } });
const visits = { triggers: [{ trigger: "visit-webpage", operator: "is any" }] };
const toEverybody = { filters: [{ filter: "field", field: "state", operator: "is", values: ["CA"] }] };
const tried = (campaign: string, more: object = {}) =>
  world.ask(tryCampaign, { campaign, person: "ann@x.test", mailTo: "me@muster.test", ...more });
const short = ({ steps }: Awaited<ReturnType<typeof tried>>) =>
  steps.map((one) => [one.action, one.choice, one.reason ?? one.result, one.old, one.new]);

describe("trying a flow on a person", () => {
  test("tells each step, and does it really, but for waits and what concerns others", async () => {
    const campaign = await world.campaign({
      rules: toEverybody,
      flow: flow(
        {
          ...city("elsewhere"),
          choices: [
            {
              if: { filter: "field", field: "state", operator: "is", values: ["CA"] },
              args: { field: "city", value: "here" },
            },
          ],
        },
        {
          ...plus("+5"),
          choices: [{ if: { filter: "field", field: "city", operator: "is", values: ["here"] }, args: null }],
        },
        { action: "wait", args: { for: "2 days" } },
        plus("+1"),
        city("here"),
        toList(),
        toList(),
        { action: "delete-person", args: {} },
      ),
    });
    expect(short(await tried(campaign))).toEqual([
      ["Change Data Value", 1, "succeeded", null, "here"],
      ["Change Score", 1, "unchanged", null, null],
      ["Wait", 0, "not_in_test", null, "2026-06-12T12:00:00Z"],
      ["Change Score", 0, "succeeded", "3", "4"],
      ["Change Data Value", 0, "unchanged", null, null],
      ["Add to List", 0, "succeeded", null, null],
      ["Add to List", 0, "already_member", null, null],
      ["Delete Person", 0, "not_in_test", null, null],
    ]);
    expect(await world.person("ann@x.test")).toMatchObject({ city: "here", person_score: 4 });
  });

  test("keeps nobody out of the real run, and is marked in the log", async () => {
    const campaign = await world.campaign({ rules: toEverybody, flow: flow(plus("+5")) });
    const { run } = await tried(campaign);
    await tried(campaign);
    expect(await world.members(campaign)).toEqual({});
    expect((await world.ask(whyCampaign, { campaign, person: "ann@x.test" })).entered).toBeNull();
    await world.runNow(campaign);
    expect((await world.person("ann@x.test"))["person_score"]).toBe(18);
    const { lines } = await world.ask(showLog, { person: "ann@x.test", types: ["change-score", "900"] });
    expect(lines.map((line) => line.source)).toEqual(["flow action", "test", "test", "system"]);
    expect(await world.ask(showRun, { run })).toMatchObject({ kind: "test", state: "done", counts: [] });
  });

  test("sends its mails and alerts to who tries it, marked, and the person got none", async () => {
    const campaign = await world.campaign({
      rules: visits,
      flow: flow(
        { action: "send-email", args: { email: Number(email) } },
        { action: "send-alert", args: { email: Number(email), to: "None", others: "boss@muster.test" } },
        {
          ...plus("+1"),
          choices: [
            {
              if: { filter: "send-email", operator: "is", values: ["Offer"] },
              args: { field: "person_score", change: "+100" },
            },
          ],
        },
      ),
    });
    const { steps } = await tried(campaign, { trigger: { Name: "/pricing" } });
    expect(steps.map((one) => [one.reason, one.choice])).toEqual([
      ["redirected", 0],
      ["redirected", 0],
      [null, 0],
    ]);
    await world.context.scheduler.quiet();
    const { mails } = await world.ask(listMails, {});
    expect(mails.map((one) => [one.id, one.kind, one.to, one.state])).toEqual([
      [steps[1]?.mail, "test alert", "me@muster.test", "delivered"],
      [steps[0]?.mail, "test", "me@muster.test", "delivered"],
    ]);
    const mail = await world.ask(showMail, { mail: steps[0]?.mail ?? 0 });
    expect([mail.subject, mail.text.trim().split("\n")[0]]).toEqual(["[Test] For Ann", "You saw /pricing"]);
    expect(await world.log([7])).toEqual([]);
  });

  test("says why a mail would not be sent", async () => {
    await world.people({ email: "ann@x.test", unsubscribed: true });
    const campaign = await world.campaign({
      rules: visits,
      flow: flow({ action: "send-email", args: { email: Number(email) } }),
    });
    const { steps } = await tried(campaign);
    expect(steps[0]).toMatchObject({ result: "skipped", reason: "unsubscribed", mail: null });
    expect((await world.ask(listMails, {})).mails).toEqual([]);
  });

  test("sets off no other campaign, unless they are to take part", async () => {
    const asked = await world.active({
      name: "Asked",
      qualification: { rule: "every time" },
      rules: { triggers: [{ trigger: "request-campaign", operator: "is any" }] },
      flow: flow(plus("+10")),
    });
    await world.active({
      name: "Heard",
      qualification: { rule: "every time" },
      rules: { triggers: [{ trigger: "change-data-value", operator: "is", values: ["City"] }] },
      flow: flow(plus("+100")),
    });
    const campaign = await world.campaign({
      rules: toEverybody,
      flow: flow(city("here"), { action: "request-campaign", args: { campaign: Number(asked) } }),
    });
    const alone = await tried(campaign);
    expect([short(alone).map((one) => one[2]), alone.entered]).toEqual([["succeeded", "not_in_test"], []]);
    expect((await world.person("ann@x.test"))["person_score"]).toBe(3);
    await world.people({ email: "ann@x.test", city: null });
    await world.db.rows(sql`delete from entry`);
    const before = Number((await world.person("ann@x.test"))["person_score"]);
    const together = await tried(campaign, { others: true });
    expect([short(together).map((one) => one[2]), together.entered]).toEqual([
      ["succeeded", "succeeded"],
      ["Heard", "Asked"],
    ]);
    expect((await world.person("ann@x.test"))["person_score"]).toBe(before + 110);
  });

  test("takes nobody out of a flow: leaving the own one ends the test only", async () => {
    const waits = { action: "wait", args: { for: "1 day" } };
    const other = await world.campaign({ rules: toEverybody, flow: flow(waits) });
    const campaign = await world.campaign({
      rules: toEverybody,
      flow: flow(
        waits,
        { action: "remove-from-flow", args: { campaign: Number(other) } },
        { action: "remove-from-flow", args: {} },
        plus("+1"),
      ),
    });
    await world.runNow(other);
    await world.runNow(campaign);
    expect(short(await tried(campaign)).map((one) => one[2])).toEqual([
      "not_in_test",
      "not_in_test",
      "succeeded",
    ]);
    const inside = () =>
      world.db.rows<{ name: number }>(
        sql`select r.campaign_id as campaign from entry e join campaign_run r on r.id = e.run_id where due is not null order by 1`,
      );
    expect(await inside()).toEqual([{ campaign: Number(other) }, { campaign: Number(campaign) }]);
    await tried(campaign, { others: true });
    expect(await inside()).toEqual([{ campaign: Number(campaign) }]);
  });

  test("goes through executables, whatever their qualification rule says, and counts in none", async () => {
    const child = await world.campaign({
      name: "Child",
      executable: true,
      rules: toEverybody,
      flow: flow(plus("+10"), { action: "remove-from-flow", args: {} }, plus("+1000")),
    });
    const never = await world.campaign({
      executable: true,
      rules: { filters: [{ filter: "field", field: "state", operator: "is", values: ["NY"] }] },
      flow: flow(plus("+1000")),
    });
    const execute = (id: string) => ({ action: "execute-campaign", args: { campaign: Number(id) } });
    const campaign = await world.campaign({
      name: "Parent",
      rules: toEverybody,
      flow: flow(execute(never), execute(child), plus("+1000")),
    });
    for (const score of ["13", "23"]) {
      const { steps } = await tried(campaign);
      expect(steps.map((one) => [one.campaign, one.step, one.reason ?? one.result, one.new])).toEqual([
        ["Parent", 1, "not_qualified", null],
        ["Parent", 2, "succeeded", null],
        ["Child", 1, "succeeded", score],
        ["Child", 2, "succeeded", null],
      ]);
    }
    expect([await world.members(child), await world.members(campaign)]).toEqual([{}, {}]);
    expect(await world.db.rows(sql`select from run_count`)).toEqual([]);
  });

  test("is refused without steps, for an unknown person, or with a wrong address", async () => {
    const empty = await world.campaign({ rules: toEverybody, flow: { steps: [] } });
    const campaign = await world.campaign({ flow: flow(plus("+1")) });
    const ask = { campaign, person: "ann@x.test", mailTo: "me@muster.test" };
    expect(await world.refusal(tryCampaign, { ...ask, campaign: empty })).toEqual(["campaign.noSteps flow"]);
    expect(await world.refusal(tryCampaign, { ...ask, person: "bob@x.test" })).toEqual([
      "person.unknown person",
    ]);
    expect(await world.refusal(tryCampaign, { ...ask, mailTo: "me" })).toEqual(["email.address mailTo"]);
    expect(short(await tried(campaign))[0]?.[2]).toBe("succeeded");
  });
});
