import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { day, hour, minute, toIso, micros } from "#kernel/clock.ts";
import { sql } from "#kernel/sql.ts";
import { deleteCampaign } from "#operations/campaign/delete-campaign.ts";
import { keepHouse } from "#engine/housekeeping.ts";
import { createCampaign } from "#operations/campaign/create-campaign.ts";
import { runCampaign } from "#operations/campaign/run-campaign.ts";
import { showCampaign } from "#operations/campaign/show-campaign.ts";
import { approveEmail } from "#operations/email/approve-email.ts";
import { createEmail } from "#operations/email/create-email.ts";
import { deleteEmail } from "#operations/email/delete-email.ts";
import { saveEmail } from "#operations/email/save-email.ts";
import { unapproveEmail } from "#operations/email/unapprove-email.ts";

import { listRuns } from "#operations/run/list-runs.ts";
import { listMails } from "#operations/mail/list-mails.ts";
import { deletePeople } from "#operations/person/delete-people.ts";
import { updateSettings } from "#operations/setting/update-settings.ts";
import { World } from "#test/harness/world.ts";

const SENT = 6;
let world: World;
beforeAll(async () => {
  world = await World.open();
  await world.ask(updateSettings, { sender_name: "Shop", sender_address: "shop@muster.test" });
});
afterAll(() => world.close());
beforeEach(async () => {
  await world.db.rows(
    sql`truncate person, person_key, activity, membership, entry, run_count, delivery, suppression, send_address`,
  );
  await world.ask(updateSettings, { mails_per_day: null, mails_per_7_days: null, zone: "UTC" });
});

const step = (action: string, args: object): { action: string } => ({ action, args }) as { action: string };
const everybody = { filters: [{ filter: "field", field: "email", operator: "is not empty" }] };

async function email(content: object = {}, approved = true): Promise<string> {
  const { id } = await world.ask(createEmail, {
    name: `E-mail ${Math.random()}`,
    content: { subject: "Hello", text: "Hello {{lead.First Name:default=you}}", ...content },
  });
  if (approved) await world.ask(approveEmail, { email: String(id) });
  return String(id);
}

/** A batch campaign that mails everybody who has an address; gives who was sent and who was skipped, and why. */
async function mail(id: string, settings: object = {}): Promise<Record<string, string>> {
  const campaign = await world.campaign({
    rules: { filters: [{ filter: "field", field: "first_name", operator: "is not", values: ["nobody"] }] },
    flow: {
      steps: [
        step("send-email", { email: Number(id) }),
        step("change-score", { field: "person_score", change: "+1" }),
      ],
    },
    ...settings,
  });
  await world.db.rows(sql`delete from activity where type_id = ${SENT}`);
  await world.runNow(campaign);
  const rows = await world.db.rows<{ name: string; how: string }>(sql`
    select coalesce(p.first_name, '') as name, coalesce(a.reason, 'sent') as how from activity a join person p on p.shard = a.shard and p.id = a.person_id where a.type_id = ${SENT} order by 1`);
  return Object.fromEntries(rows.map((row) => [row.name, row.how]));
}

const mailsTo = async (): Promise<string[]> => {
  const { mails } = await world.ask(listMails, {});
  return mails.map((one) => one.to.split("@")[0] ?? "").toSorted();
};

const ago = (length: number): string => toIso(micros(world.clock.now() - length));

describe("who gets an e-mail", () => {
  const people = [
    { email: "ann@x.test", first_name: "Ann" },
    { email: "unsub@x.test", first_name: "Unsub", unsubscribed: true },
    { email: "block@x.test", first_name: "Block", black_listed: true },
    { email: "susp@x.test", first_name: "Susp", marketing_suspended: true },
    { email: "bad@x.test", first_name: "Bad", email_invalid: true },
  ];
  beforeEach(() =>
    world.db.rows(
      sql`insert into person (shard, id, created_at, updated_at, first_name) select 7, (7 << 7) + 1, now(), now(), 'None'`,
    ),
  );

  test("AC-083, AC-084: marketing mail goes to who may get it; the others are skipped, say why, and go on", async () => {
    await world.people(...people);
    expect(await mail(await email())).toEqual({
      Ann: "sent",
      Unsub: "unsubscribed",
      Block: "blocklisted",
      Susp: "marketing_suspended",
      Bad: "email_invalid",
      None: "email_empty",
    });
    expect(await mailsTo()).toEqual(["ann"]);
    expect((await world.person("unsub@x.test"))["person_score"]).toBe(1);
  });

  test("a run says how many it mailed and skipped, and that it mails nobody", async () => {
    await world.people(...people);
    await mail(await email());
    const flow = { steps: [step("change-score", { field: "person_score", change: "+1" })] };
    const silent = await world.campaign({ rules: everybody, flow });
    await world.ask(runCampaign, { campaign: silent, at: "2027-01-01T09:00:00Z" });
    await world.runNow(silent);
    expect((await world.ask(listRuns, { limit: 3 })).runs).toMatchObject([
      { state: "scheduled", mailed: null, skipped: null },
      { qualified: 5, mailed: null, skipped: 0 },
      { qualified: 6, mailed: 1, skipped: 5 },
    ]);
  });

  test("AC-083, AC-084: an operational mail goes to the unsubscribed too, but not to the blocklisted", async () => {
    await world.people(...people);
    expect(await mail(await email({ operational: true }))).toEqual({
      Ann: "sent",
      Unsub: "sent",
      Block: "blocklisted",
      Susp: "sent",
      Bad: "email_invalid",
      None: "email_empty",
    });
  });

  test("AC-085: for 24 hours after a bounce nothing is sent, whatever the flag says later", async () => {
    await world.people(
      { email: "a@x.test", first_name: "23", email_suspended: true, email_suspended_at: ago(23 * hour) },
      { email: "b@x.test", first_name: "25", email_suspended: true, email_suspended_at: ago(25 * hour) },
    );
    expect(await mail(await email())).toMatchObject({ 23: "email_suspended", 25: "sent" });
  });

  test("AC-086: two people with one address get one mail", async () => {
    await world.people({ email: "one@x.test", first_name: "A" }, { email: "other@x.test", first_name: "B" });
    await world.db.rows(sql`insert into person (shard, id, created_at, updated_at, email, first_name)
      select 5, (5 << 7) + 1, now(), now(), 'ONE@x.test', 'C'`);
    await world.db.rows(sql`insert into person_key (lane, kind, value, shard, person_id)
      values (hashtext('one@x.test') & 31, 0, 'one@x.test', 5, (5 << 7) + 1)`);
    const sent = await mail(await email());
    expect(sent).toMatchObject({ B: "sent" });
    expect(new Set([sent["A"], sent["C"]])).toEqual(new Set(["duplicate_address", "sent"]));
    expect(await mailsTo()).toHaveLength(2);
    expect(await world.db.rows(sql`select from send_address`)).toHaveLength(1);
    await keepHouse(world.engine);
    expect(await world.db.rows(sql`select from send_address`)).toEqual([]);
  });

  test("an address that unsubscribed stays so when the person is deleted and comes again", async () => {
    await world.people({ email: "Gone@x.test", first_name: "Gone", unsubscribed: true });
    const [gone] = await world.db.rows<{ id: number }>(sql`select id from person where first_name = 'Gone'`);
    await world.ask(deletePeople, { people: [gone?.id ?? 0], confirm: 1 });
    await world.people({ email: "gone@X.test", first_name: "Back" });
    expect(await mail(await email())).toMatchObject({ Back: "durable_unsubscribe" });
    expect(await mail(await email({ operational: true }))).toMatchObject({ Back: "sent" });
  });

  test("an e-mail that is no longer approved fails the step, and the flow goes on", async () => {
    await world.people({ email: "a@x.test", first_name: "A" });
    const id = await email();
    const campaign = await world.active({
      rules: { triggers: [{ trigger: "visit-webpage", operator: "is any" }] },
      flow: {
        steps: [
          step("wait", { for: "1 hour" }),
          step("send-email", { email: Number(id) }),
          step("change-score", { field: "person_score", change: "+1" }),
        ],
      },
    });
    await world.happens({ person: "a" });
    await world.ask(unapproveEmail, { email: id });
    world.clock.advance(hour + minute);
    await world.context.scheduler.quiet();
    expect(await world.log([SENT])).toMatchObject([{ result: 2, reason: "email_unapproved" }]);
    expect((await world.person("a@x.test"))["person_score"]).toBe(1);
    expect((await world.ask(listRuns, { campaign })).runs).toMatchObject([{ mailed: 0, skipped: 0 }]);
    expect((await world.ask(showCampaign, { campaign })).problems.map((one) => one.code)).toContain(
      "email.unapproved",
    );
  });
});

describe("communication limits", () => {
  const heeds = { blockOverLimit: true };

  test("AC-135: one a day: a second the same day is skipped, the next day it goes", async () => {
    await world.ask(updateSettings, { mails_per_day: 1, zone: "Europe/Paris" });
    await world.people({ email: "a@x.test", first_name: "A" });
    world.clock.set("2026-06-10T21:30:00Z"); // 23:30 in Paris
    expect(await mail(await email(), heeds)).toEqual({ A: "sent" });
    world.clock.advance(29 * minute);
    expect(await mail(await email(), heeds)).toEqual({ A: "communication_limit_day" });
    world.clock.advance(2 * minute); // 00:01
    expect(await mail(await email(), heeds)).toEqual({ A: "sent" });
  });

  test("AC-136: so many in any seven days", async () => {
    await world.ask(updateSettings, { mails_per_7_days: 2 });
    await world.people({ email: "a@x.test", first_name: "A" });
    expect(await mail(await email(), heeds)).toEqual({ A: "sent" });
    world.clock.advance(3 * day);
    expect(await mail(await email(), heeds)).toEqual({ A: "sent" });
    world.clock.advance(3 * day);
    expect(await mail(await email(), heeds)).toEqual({ A: "communication_limit_7d" });
    world.clock.advance(day + minute);
    expect(await mail(await email(), heeds)).toEqual({ A: "sent" });
  });

  test("AC-137: a campaign that does not heed them sends over them", async () => {
    await world.ask(updateSettings, { mails_per_day: 1 });
    await world.people({ email: "a@x.test", first_name: "A" });
    expect(await mail(await email())).toEqual({ A: "sent" });
    expect(await mail(await email())).toEqual({ A: "sent" });
  });

  test("AC-138: operational mails are sent over them and do not count", async () => {
    await world.ask(updateSettings, { mails_per_day: 1 });
    await world.people({ email: "a@x.test", first_name: "A" });
    expect(await mail(await email({ operational: true }), heeds)).toEqual({ A: "sent" });
    expect(await mail(await email(), heeds)).toEqual({ A: "sent" });
    expect(await mail(await email({ operational: true }), heeds)).toEqual({ A: "sent" });
    expect(await mail(await email(), heeds)).toEqual({ A: "communication_limit_day" });
  });

  test("hold when several campaigns send to one person at once", async () => {
    await world.ask(updateSettings, { mails_per_day: 2, block_over_limit: true });
    await world.people({ email: "a@x.test", first_name: "A" });
    for (const id of [await email(), await email(), await email(), await email()])
      await world.active({
        rules: { triggers: [{ trigger: "visit-webpage", operator: "is", values: ["/many"] }] },
        flow: { steps: [step("send-email", { email: Number(id) })] },
      });
    await world.happens({ person: "a", primary: "/many" });
    await world.ask(updateSettings, { block_over_limit: false });
    expect((await world.log([SENT])).map((line) => line.reason)).toEqual([
      null,
      null,
      "communication_limit_day",
      "communication_limit_day",
    ]);
    expect(await mailsTo()).toEqual(["a", "a"]);
  });
});

describe("people who waited together", () => {
  test("are not mailed over a limit by their second entry", async () => {
    await world.ask(updateSettings, { mails_per_day: 1 });
    await world.people({ email: "a@x.test", first_name: "A" });
    await world.active({
      qualification: { rule: "every time" },
      rules: { triggers: [{ trigger: "visit-webpage", operator: "is", values: ["/twice"] }] },
      flow: { steps: [step("wait", { for: "1 day" }), step("send-email", { email: Number(await email()) })] },
      blockOverLimit: true,
    });
    await world.happens({ person: "a", primary: "/twice" }, { person: "a", primary: "/twice" });
    world.clock.advance(2 * day);
    await world.context.scheduler.quiet();
    expect((await world.log([SENT])).map((line) => line.reason)).toEqual([null, "communication_limit_day"]);
  });
});

describe("an e-mail", () => {
  test("AC-081: cannot be chosen before it is approved", async () => {
    const id = await email({}, false);
    const { problems } = await world.ask(createCampaign, {
      name: `Unapproved ${Math.random()}`,
      rules: everybody,
      flow: { steps: [step("send-email", { email: Number(id) })] },
    });
    expect(problems).toMatchObject([{ code: "email.unapproved", path: "flow.steps[0].args.email" }]);
  });

  test("is sent as approved, whatever the draft says since", async () => {
    await world.people({ email: "a@x.test", first_name: "A" });
    const id = await email();
    await world.ask(saveEmail, { email: id, content: { subject: "Changed", text: "Not yet" } });
    await mail(id);
    const [row] = await world.db.rows<{ subject: string }>(
      sql`select v.content ->> 'subject' as subject from delivery d join email_version v on v.id = d.version_id`,
    );
    expect(row?.subject).toBe("Hello");
  });

  test("is not overwritten, nor approved, by somebody who knows an older draft", async () => {
    const { id, version } = await world.ask(createEmail, { name: `Edited by two ${Math.random()}` });
    const key = String(id);
    const content = { subject: "Theirs", text: "Hello" };
    const theirs = await world.ask(saveEmail, { email: key, content, version });
    expect(theirs.version).toBe(version + 1);
    const mine = { email: key, content: { subject: "Mine" }, version };
    expect(await world.refusal(saveEmail, mine)).toEqual(["email.changed version"]);
    expect(await world.refusal(approveEmail, { email: key, version })).toEqual(["email.changed version"]);
    const renamed = await world.ask(saveEmail, { email: key, name: `Renamed ${Math.random()}` });
    expect(renamed).toMatchObject({ version: theirs.version, content, approved: false });
    const approved = await world.ask(approveEmail, { email: key, version: theirs.version });
    expect(approved).toMatchObject({ approvedVersion: 1, version: theirs.version });
  });

  test("is approved only when it can be sent", async () => {
    const { id } = await world.ask(createEmail, {
      name: `Faulty ${Math.random()}`,
      content: { replyTo: "nobody", html: "{{lead.Shoe Size}}" },
    });
    expect(await world.refusal(approveEmail, { email: String(id) })).toEqual([
      "email.empty content.subject",
      "email.address content.replyTo",
      "token.unknown content.html",
    ]);
  });

  test("with tokens of a trigger is for campaigns that have one", async () => {
    const id = await email({ text: "You visited {{trigger.name}}" });
    const { problems } = await world.ask(createCampaign, {
      name: `No trigger ${Math.random()}`,
      rules: everybody,
      flow: { steps: [step("send-email", { email: Number(id) })] },
    });
    expect(problems.map((one) => one.code)).toEqual(["token.noTrigger"]);
    await world.people({ email: "a@x.test", first_name: "A" });
    await world.active({
      rules: { triggers: [{ trigger: "visit-webpage", operator: "is", values: ["/tokens"] }] },
      flow: { steps: [step("send-email", { email: Number(id) })] },
    });
    await world.happens({ person: "a", primary: "/tokens" });
    const [row] = await world.db.rows<{ tokens: string[] }>(sql`select tokens from delivery`);
    expect(row?.tokens).toEqual(["/tokens"]);
  });

  test("is not deleted while a flow sends it or a rule means it, whatever its name", async () => {
    const id = await email();
    const name = `Named ${Math.random()}`;
    await world.ask(saveEmail, { email: id, name });
    const sends = await world.campaign({
      name: "Sends it",
      rules: everybody,
      flow: { steps: [step("send-email", { email: Number(id) })] },
    });
    const listens = await world.campaign({
      name: "Listens to it",
      rules: { triggers: [{ trigger: "click-email", operator: "is", values: [name.toUpperCase()] }] },
    });
    expect(await world.refusal(deleteEmail, { email: id })).toEqual(["in.use"]);
    await world.ask(deleteCampaign, { campaign: sends });
    await world.ask(saveEmail, { email: id, name: `Other ${name}` });
    expect(await world.refusal(deleteEmail, { email: id })).toEqual(["in.use"]);
    await world.ask(deleteCampaign, { campaign: listens });
    await world.ask(deleteEmail, { email: id });
  });
});

describe("an alert", () => {
  test.each(["a@y.fr; b@y.fr", "a@y.fr, b@y.fr"])("AC-082: goes to “%s”", async (others) => {
    await world.people({ email: "a@x.test", first_name: "A", unsubscribed: true });
    const campaign = await world.campaign({
      rules: everybody,
      flow: { steps: [step("send-alert", { email: Number(await email()), others })] },
    });
    await world.runNow(campaign);
    expect((await world.ask(listMails, {})).mails).toMatchObject([{ kind: "alert", to: "a@y.fr, b@y.fr" }]);
  });

  test("goes to the sales owner and to tokens; without a recipient it is skipped", async () => {
    await world.people(
      { email: "a@x.test", first_name: "A", person_owner_email: "owner@y.fr", notes: "extra@y.fr" },
      { email: "b@x.test", first_name: "B" },
    );
    const campaign = await world.campaign({
      rules: everybody,
      flow: {
        steps: [
          step("send-alert", { email: Number(await email()), to: "Sales Owner", others: "{{lead.Notes}}" }),
        ],
      },
    });
    await world.runNow(campaign);
    expect((await world.ask(listMails, {})).mails.map((one) => one.to)).toEqual(["extra@y.fr, owner@y.fr"]);
    expect((await world.log([38])).map((line) => [line.person, line.reason])).toEqual(
      expect.arrayContaining([
        ["a", null],
        ["b", "no_recipient"],
      ]),
    );
  });

  test("to what is no address is refused", async () => {
    const { problems } = await world.ask(createCampaign, {
      name: `Alert ${Math.random()}`,
      rules: everybody,
      flow: { steps: [step("send-alert", { email: Number(await email()), others: "a@y.fr; nobody" })] },
    });
    expect(problems).toMatchObject([{ code: "value.type", path: "flow.steps[0].args.others" }]);
  });

  test.each([{}, { to: "None" }, { to: "None", others: " ; " }])(
    "to nobody is unfinished: %j",
    async (to) => {
      const { problems } = await world.ask(createCampaign, {
        name: `Alert ${Math.random()}`,
        rules: everybody,
        flow: { steps: [step("send-alert", { email: Number(await email()), ...to })] },
      });
      expect(problems).toMatchObject([{ code: "alert.nobody", path: "flow.steps[0].args.others" }]);
    },
  );
});
