import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { day, instantFromIso, type ManualClock } from "#kernel/clock.ts";
import { sql } from "#kernel/sql.ts";
import { createEntry } from "#operations/calendar/create-entry.ts";
import { createEntryType, deleteEntryType } from "#operations/calendar/entry-types.ts";
import { calendarFeed, renewCalendarFeed, showCalendarFeed } from "#operations/calendar/feed.ts";
import { whoseFeed } from "#operations/calendar/feed-file.ts";
import { forecast } from "#operations/calendar/forecast.ts";
import { deleteEntry } from "#operations/calendar/delete-entry.ts";
import { planNote } from "#operations/calendar/plan-note.ts";
import { shiftProgram } from "#operations/calendar/shift-program.ts";
import { showCalendar } from "#operations/calendar/show-calendar.ts";
import { updateEntry } from "#operations/calendar/update-entry.ts";
import { runCampaign } from "#operations/campaign/run-campaign.ts";
import { saveCampaign } from "#operations/campaign/save-campaign.ts";
import { showCampaign } from "#operations/campaign/show-campaign.ts";
import { approveEmail } from "#operations/email/approve-email.ts";
import { createEmail } from "#operations/email/create-email.ts";
import { saveEmail } from "#operations/email/save-email.ts";
import { listNotifications } from "#operations/notification/list-notifications.ts";
import { listMyTokens } from "#operations/my-token/list-my-tokens.ts";
import { setMyToken } from "#operations/my-token/set-my-token.ts";
import { cloneProgram } from "#operations/program/clone-program.ts";
import { showProgramDates } from "#operations/program/show-program-dates.ts";
import { updateProgram } from "#operations/program/update-program.ts";
import { createProgram } from "#operations/program/create-program.ts";
import { cancelOccurrence } from "#operations/schedule/cancel-occurrence.ts";
import { clearSchedule } from "#operations/schedule/clear-schedule.ts";
import { moveOccurrence } from "#operations/schedule/move-occurrence.ts";
import { setSchedule } from "#operations/schedule/set-schedule.ts";
import { updateSettings } from "#operations/setting/update-settings.ts";
import { readSecret } from "#store/secret.ts";
import { World } from "#test/harness/world.ts";

const START = "2026-03-02T08:00:00Z";
let world: World;
let program = "";
let email = 0;
beforeAll(async () => {
  world = await World.open(START);
  await world.ask(updateSettings, { zone: "Europe/Paris", sender_address: "a@x.test" });
});
afterAll(() => world.close());
beforeEach(async () => {
  (world.context.engine.clock as ManualClock).set(START);
  await world.db.rows(
    sql`truncate person, person_key, membership, entry, campaign_run, schedule, calendar_note, notification cascade`,
  );
  program = String((await world.ask(createProgram, { name: `Program ${Math.random()}` })).id);
  email = (
    await world.ask(createEmail, {
      name: `Mail ${Math.random()}`,
      content: { subject: "Hello", text: "Hello" },
    })
  ).id;
});

const send = () => ({ action: "send-email", args: { email } });
const pause = { action: "wait", args: { for: "2 days" } };
const score = { action: "change-score", args: { field: "person_score", change: "+1" } };
const everybody = { filters: [{ filter: "field", field: "email", operator: "is not empty" as const }] };
const campaign = (...steps: object[]): Promise<string> =>
  world.campaign({ folder: program, rules: everybody, flow: { steps: steps as { action: string }[] } });
const approved = () => world.ask(approveEmail, { email: String(email) });
const month = (of = program) =>
  world
    .ask(showCalendar, { program: of, from: "2026-03-01T00:00:00Z", until: "2026-05-01T00:00:00Z" })
    .then(({ entries }) => entries);
const plan = (name: string, at: string) =>
  world.ask(createEntry, { program, type: "smart campaign", campaign: name, at });
const pass = async (to: string): Promise<void> => {
  (world.context.engine.clock as ManualClock).set(to);
  await world.context.scheduler.quiet();
};

describe("a run on the calendar", () => {
  test("AC-144: stands on its date when it is planned once, and shows its steps", async () => {
    await approved();
    const id = await campaign(score, send());
    await plan(id, "2026-03-10T08:00:00Z");
    expect(await month()).toMatchObject([
      {
        kind: "run",
        at: "2026-03-10T08:00:00.000000Z",
        state: "confirmed",
        type: "smart campaign with email",
        movable: true,
        later: false,
        steps: [{ action: "change-score" }, { action: "send-email", emails: [{ id: email }] }],
      },
    ]);
    expect(await month(String((await world.ask(createProgram, { name: "Another" })).id))).toEqual([]);
  });

  test("AC-145: shows what stands before the first Wait and says that more follows", async () => {
    await approved();
    await plan(await campaign(send(), pause, score, send()), "2026-03-10T08:00:00Z");
    expect(await month()).toMatchObject([
      { type: "smart campaign with email", steps: [{ action: "send-email" }], later: true },
    ]);
  });

  test("AC-146: whose only mail comes after a Wait is a smart campaign without mail", async () => {
    await approved();
    await plan(await campaign(pause, send()), "2026-03-10T08:00:00Z");
    expect(await month()).toMatchObject([{ type: "smart campaign", steps: [], later: true }]);
  });

  test("of a series tells in which zone that is, and why it is not when it says, unless it is cancelled", async () => {
    const id = await campaign(score);
    const start = "2026-03-07T02:30";
    await world.ask(setSchedule, { campaign: id, every: "day", start, zone: "America/New_York" });
    const remark = "02:30 does not exist on 8 March, for the clocks go forward: it runs at 03:00.";
    const three = async () => (await month()).slice(0, 3);
    expect(await three()).toMatchObject([
      { at: "2026-03-07T07:30:00.000000Z", zone: "America/New_York", remark: null },
      { at: "2026-03-08T07:00:00.000000Z", zone: "America/New_York", remark },
      { at: "2026-03-09T06:30:00.000000Z", zone: "America/New_York", remark: null },
    ]);
    await world.ask(cancelOccurrence, { campaign: id, day: "2026-03-08" });
    expect((await three())[1]).toMatchObject({ state: "cancelled", remark: null });
  });

  test("AC-147: keeps its campaign from becoming a trigger campaign, also while it is tentative", async () => {
    const rules = { triggers: [{ trigger: "visit-webpage", operator: "is any" }] };
    const { entry, campaign: of } = await world.ask(createEntry, {
      program,
      type: "smart campaign",
      name: "Pencilled",
      at: "2026-03-10T08:00:00Z",
    });
    const save = { campaign: String(of?.id), rules };
    expect(await world.refusal(saveCampaign, save)).toEqual(["campaign.tentativeRuns rules.triggers"]);
    await world.ask(deleteEntry, { entry });
    expect(await world.ask(saveCampaign, save)).toMatchObject({ mode: "trigger" });
  });

  test("AC-147: is never one of a trigger campaign, and none can be planned for one", async () => {
    const id = await world.active({
      folder: program,
      rules: { triggers: [{ trigger: "visit-webpage", operator: "is any" }] },
      flow: { steps: [score] },
    });
    expect(await month()).toEqual([]);
    for (const tentative of [true, false])
      expect(
        await world.refusal(createEntry, {
          program,
          type: "smart campaign",
          campaign: id,
          at: "2026-03-10T08:00:00Z",
          tentative,
        }),
      ).toEqual(["campaign.notBatch campaign"]);
  });

  test("AC-148: of a series is seen for each day, with its mark, and cannot be moved there", async () => {
    const id = await campaign(score);
    await world.ask(setSchedule, {
      campaign: id,
      every: "week",
      days: ["Monday"],
      start: "2026-03-09T12:00",
      zone: "Europe/Paris",
    });
    const found = await month();
    expect(found.map(({ day: of, movable, at }) => [of, movable, at])).toEqual([
      ["2026-03-09", false, "2026-03-09T11:00:00.000000Z"],
      ["2026-03-16", false, "2026-03-16T11:00:00.000000Z"],
      ["2026-03-23", false, "2026-03-23T11:00:00.000000Z"],
      ["2026-03-30", false, "2026-03-30T10:00:00.000000Z"],
      ["2026-04-06", false, "2026-04-06T10:00:00.000000Z"],
      ["2026-04-13", false, "2026-04-13T10:00:00.000000Z"],
      ["2026-04-20", false, "2026-04-20T10:00:00.000000Z"],
      ["2026-04-27", false, "2026-04-27T10:00:00.000000Z"],
    ]);
    await pass("2026-03-09T12:00:00Z");
    const [first] = await month();
    expect(first).toMatchObject({ day: "2026-03-09", state: "finished", movable: false });
    expect(
      await world.refusal(updateEntry, { entry: first?.entry ?? "", at: "2026-03-12T08:00:00Z" }),
    ).toEqual(["run.ofSeries run"]);
  });

  test("of a series that was cancelled or moved to another day leaves a trace, which is neither foreseen nor in the feed", async () => {
    await world.people({ email: "ann@x.test" });
    const id = await campaign(score);
    await world.ask(setSchedule, {
      campaign: id,
      every: "day",
      start: "2026-03-09T12:00",
      end: "2026-03-12",
    });
    const trace = async () =>
      (await month())
        .filter(({ entry }) => entry.startsWith("gone-"))
        .map(({ entry, state, at, movedTo, restorable }) => [entry, state, at, movedTo, restorable]);
    await world.ask(cancelOccurrence, { campaign: id, day: "2026-03-10" });
    await world.ask(moveOccurrence, { campaign: id, day: "2026-03-11", to: "2026-03-20T09:00" });
    const [tenth, eleventh] = ["2026-03-10T11:00:00.000000Z", "2026-03-11T11:00:00.000000Z"];
    expect(await trace()).toEqual([
      [`gone-${id}-2026-03-10`, "cancelled", tenth, null, true],
      [`gone-${id}-2026-03-11`, "moved", eleventh, "2026-03-20T08:00:00.000000Z", true],
    ]);
    const span = { from: "2026-03-09T23:00:00Z", until: "2026-03-11T23:00:00Z" };
    expect((await world.ask(forecast, span)).days.map(({ people }) => people)).toEqual([0, 0]);
    expect((await calendarFeed(world.context)).match(/BEGIN:VEVENT/g)).toHaveLength(3);
    await pass("2026-03-10T12:00:00Z");
    expect((await trace()).map((one) => one.at(-1))).toEqual([false, true]);
    await world.ask(clearSchedule, { campaign: id });
    expect(await trace()).toEqual([[`gone-${id}-2026-03-10`, "cancelled", tenth, null, false]]);
  });

  test("that was left tentative is told of once for each time it was to be; one that a clone has in the past is not", async () => {
    const id = await campaign(score);
    const name = `Thanks ${Math.random()}`;
    const at = "2026-03-10T08:00:00Z";
    const given = { program, type: "smart campaign" as const, campaign: id, tentative: true };
    const { entry } = await world.ask(createEntry, { ...given, at });
    await world.ask(updateEntry, { entry, name });
    const told = async (): Promise<string[]> =>
      (await world.ask(listNotifications, {})).notifications
        .filter((one) => one.kind === "run_tentative" && one.subject === name)
        .map((one) => one.notedOn.slice(0, "2026-03-11".length));
    await pass("2026-03-11T08:00:00Z");
    await world.context.scheduler.quiet();
    expect(await told()).toEqual(["2026-03-11"]);
    await world.ask(updateEntry, { entry, at: "2026-03-12T08:00:00Z" });
    await pass("2026-03-13T08:00:00Z");
    expect(await told()).toEqual(["2026-03-13", "2026-03-11"]);
    const note = await world.ask(createEntry, { program, name: "Event", at: "2026-03-20T08:00:00Z" });
    const begins = { begins: "2026-03-14", anchor: note.entry };
    await world.ask(cloneProgram, { program, name: `Again ${Math.random()}`, ...begins });
    await pass("2026-03-15T08:00:00Z");
    expect(await told()).toHaveLength(2);
  });

  test("AC-149: that is only pencilled in does not run when its time comes, and says that it is past", async () => {
    await world.people({ email: "ann@x.test" });
    const id = await campaign(score);
    const { entry } = await world.ask(createEntry, {
      program,
      type: "smart campaign",
      campaign: id,
      at: "2026-03-10T08:00:00Z",
      tentative: true,
    });
    await pass("2026-03-11T08:00:00Z");
    expect(await month()).toMatchObject([{ entry, state: "tentative", past: true, people: null }]);
    expect(await world.members(id)).toEqual({});
    expect(await world.refusal(updateEntry, { entry, tentative: false })).toEqual(["run.past at"]);
    await world.ask(updateEntry, { entry, tentative: false, at: "2026-03-12T08:00:00Z" });
    await pass("2026-03-12T09:00:00Z");
    expect(await month()).toMatchObject([{ entry, state: "finished", people: 1 }]);
    expect(await world.members(id)).toEqual({ ann: 1 });
  });

  test("AC-150: cannot be confirmed with an e-mail that is not approved", async () => {
    const made = await plan(await campaign(send()), "2026-03-10T08:00:00Z");
    expect(made.state).toBe("tentative");
    expect(await world.refusal(updateEntry, { entry: made.entry, tentative: false })).toEqual([
      "email.unapproved flow.steps[0].args.email",
    ]);
    await approved();
    expect(await world.ask(updateEntry, { entry: made.entry, tentative: false })).toMatchObject({
      state: "confirmed",
    });
  });

  test("AC-151: that is finished can be neither moved nor made tentative; it can be called something else", async () => {
    await world.people({ email: "ann@x.test" });
    const { entry } = await plan(await campaign(score), "2026-03-02T09:00:00Z");
    await pass("2026-03-02T09:00:00Z");
    for (const change of [{ at: "2026-03-12T08:00:00Z" }, { tentative: true }])
      expect(await world.refusal(updateEntry, { entry, ...change })).toEqual(["run.begun run"]);
    expect(await world.refusal(deleteEntry, { entry })).toEqual(["run.over run"]);
    expect(await world.ask(updateEntry, { entry, name: "The first" })).toMatchObject({
      name: "The first",
      state: "finished",
    });
  });

  test("AC-152: is moved to another day, but not into the past", async () => {
    const { entry } = await plan(await campaign(score), "2026-03-10T08:00:00Z");
    expect(await world.ask(updateEntry, { entry, at: "2026-03-20T08:00:00Z" })).toMatchObject({
      at: "2026-03-20T08:00:00.000000Z",
      state: "confirmed",
    });
    expect(await world.refusal(updateEntry, { entry, at: "2026-03-01T08:00:00Z" })).toEqual(["run.past at"]);
    await pass("2026-03-10T09:00:00Z");
    expect(await month()).toMatchObject([{ state: "confirmed" }]);
  });

  test("AC-153: that is renamed leaves the campaign's name", async () => {
    const id = await campaign(score);
    const { name } = await world.ask(showCampaign, { campaign: id });
    const { entry } = await plan(id, "2026-03-10T08:00:00Z");
    await world.ask(updateEntry, { entry, name: "Spring mailing", description: "The big one" });
    expect(await month()).toMatchObject([
      { name: "Spring mailing", description: "The big one", campaign: { name } },
    ]);
    expect((await world.ask(showCampaign, { campaign: id })).name).toBe(name);
    await world.ask(updateEntry, { entry, name: null });
    expect((await month())[0]?.name).toBe(name);
  });

  test("made there with a new campaign is tentative until the campaign is whole", async () => {
    const made = await world.ask(createEntry, {
      program,
      type: "smart campaign",
      name: "Brand new",
      at: "2026-03-10T08:00:00Z",
    });
    expect(made).toMatchObject({ state: "tentative", campaign: { name: "Brand new" }, name: "Brand new" });
    expect(await world.refusal(updateEntry, { entry: made.entry, tentative: false })).toEqual([
      "campaign.noRules rules",
      "campaign.noSteps flow",
    ]);
    const shown = await world.ask(showCampaign, { campaign: String(made.campaign?.id) });
    await world.ask(saveCampaign, {
      campaign: String(made.campaign?.id),
      version: shown.version,
      rules: everybody,
      flow: { steps: [score] },
    });
    expect(await world.ask(updateEntry, { entry: made.entry, tentative: false })).toMatchObject({
      state: "confirmed",
    });
  });

  test("made there with a new campaign is made whole or not at all", async () => {
    const wanted = {
      program,
      type: "smart campaign",
      name: "Brand newer",
      at: "2026-03-10T08:00:00Z",
    } as const;
    expect(await world.refusal(createEntry, { ...wanted, at: "2026-03-01T08:00:00Z" })).toEqual([
      "run.past at",
    ]);
    expect(await world.refusal(createEntry, { ...wanted, tentative: false })).toEqual([
      "campaign.noRules rules",
      "campaign.noSteps flow",
    ]);
    expect(await world.ask(createEntry, wanted)).toMatchObject({ campaign: { name: "Brand newer" } });
  });

  test("that is planned for after its program expires says so, and is neither foreseen nor in the feed", async () => {
    await world.people({ email: "ann@x.test" });
    const id = await campaign(score);
    await world.ask(updateProgram, { program, expires: "2026-03-11T09:00" });
    expect(await plan(id, "2026-03-10T08:00:00Z")).toMatchObject({ expires: null, warnings: [] });
    const late = await plan(id, "2026-03-12T08:00:00Z");
    expect(late).toMatchObject({
      state: "confirmed",
      expires: "2026-03-11T08:00:00.000000Z",
      warnings: [{ code: "run.expires" }],
    });
    expect(await world.ask(runCampaign, { campaign: id, at: "2026-03-13T08:00:00Z" })).toMatchObject({
      warnings: [{ code: "run.expires" }],
    });
    expect((await month()).map(({ expires }) => expires !== null)).toEqual([false, false, true, true]);
    const { days } = await world.ask(forecast, {
      from: "2026-03-09T23:00:00Z",
      until: "2026-03-14T00:00:00Z",
    });
    expect(days.map(({ people }) => people)).toEqual([1, 0, 0, 0, 0]);
    const feed = await calendarFeed(world.context);
    expect([feed.includes("20260310T080000Z"), feed.includes("20260312T080000Z")]).toEqual([true, false]);
    await world.ask(updateProgram, { program, expires: "2026-03-12T08:00" });
    expect(await world.ask(updateEntry, { entry: late.entry, at: "2026-03-11T08:00:00Z" })).toMatchObject({
      expires: null,
      warnings: [],
    });
  });

  test("is taken off by cancelling it, also when it was only pencilled in", async () => {
    const id = await campaign(score);
    const [one, other] = [await plan(id, "2026-03-10T08:00:00Z"), await plan(id, "2026-03-11T08:00:00Z")];
    await world.ask(updateEntry, { entry: other.entry, tentative: true });
    await world.ask(deleteEntry, { entry: one.entry });
    await world.ask(deleteEntry, { entry: other.entry });
    expect(await month()).toEqual([]);
  });
});

test("the calendar of a channel has the entries of all programs that have it, and of no others", async () => {
  await approved();
  const event = { name: `Webinar ${Math.random()}`, type: "event" as const, channel: "Webinar" };
  const webinar = String((await world.ask(createProgram, event)).id);
  const invite = await world.campaign({ folder: webinar, rules: everybody, flow: { steps: [score] } });
  const alone = await world.campaign({ rules: everybody, flow: { steps: [score] } });
  for (const id of [await campaign(score), invite, alone])
    await world.ask(runCampaign, { campaign: id, at: "2026-03-10T08:00:00Z" });
  await world.ask(createEntry, { program, name: "Order", at: "2026-03-11T08:00:00Z" });
  await world.ask(createEntry, { program: webinar, name: "Rehearse", at: "2026-03-11T08:00:00Z" });
  await world.ask(updateProgram, { program: webinar, expires: "2026-03-12T09:00" });
  const span = { from: "2026-03-01T00:00:00Z", until: "2026-04-01T00:00:00Z" };
  const shown = async (which: { channel?: string; program?: string }) =>
    (await world.ask(showCalendar, { ...span, ...which })).entries;
  const all = (await shown({})).map(({ campaign: of, name }) => of?.id ?? name);
  expect(all).toEqual(expect.arrayContaining([Number(invite), Number(alone), "Order", "Rehearse"]));
  const entries = await shown({ channel: "webinar" });
  expect(entries.map(({ kind, name }) => [kind, name])).toEqual([
    ["run", expect.any(String)],
    ["note", "Rehearse"],
    ["expiration", event.name],
  ]);
  const channel = entries[0]?.channel;
  expect(channel?.name).toBe("Webinar");
  expect(await shown({ channel: String(channel?.id) })).toEqual(entries);
  expect(await shown({ channel: "Webinar", program })).toEqual([]);
  expect(await world.refusal(showCalendar, { ...span, channel: "No such" })).toEqual(["not.found channel"]);
});

describe("a program's calendar", () => {
  test("AC-154: is cloned with every run of it tentative, and what is over left behind", async () => {
    const id = await campaign(score);
    await plan(id, "2026-03-02T09:00:00Z");
    await plan(id, "2026-03-10T08:00:00Z");
    await world.ask(createEntry, { program, name: "Kick-off", at: "2026-03-09T08:00:00Z" });
    await pass("2026-03-02T10:00:00Z");
    const clone = await world.ask(cloneProgram, { program, name: `Clone ${Math.random()}` });
    expect((await month(String(clone.id))).map(({ name, at, state }) => [name, at, state])).toEqual([
      ["Kick-off", "2026-03-09T08:00:00.000000Z", null],
      [expect.any(String), "2026-03-10T08:00:00.000000Z", "tentative"],
    ]);
  });

  test("is cloned to begin on a day: all that stood on it, at the same distances and times of day, over a change of clocks", async () => {
    const id = await campaign(score);
    await plan(id, "2026-03-02T09:00:00Z"); // ten in Paris
    await pass("2026-03-02T10:00:00Z");
    await plan(id, "2026-03-10T08:00:00Z");
    await world.ask(deleteEntry, { entry: (await plan(id, "2026-03-11T08:00:00Z")).entry });
    await world.ask(setSchedule, {
      campaign: id,
      every: "week",
      start: "2026-03-09T12:00",
      days: ["Monday"],
    });
    await world.ask(createEntry, {
      program,
      name: "Fair",
      at: "2026-03-04T07:00:00Z",
      until: "2026-03-05T17:00:00Z",
    });
    const { entries, anchor, series } = await world.ask(showProgramDates, { program });
    expect(entries.map(({ name, past }) => [name, past])).toEqual([
      [entries[0]?.name, true],
      ["Fair", false],
      [entries[0]?.name, false],
    ]);
    expect(anchor).toBe(entries[1]?.entry);
    expect(series).toMatchObject([{ campaign: { id: Number(id) }, next: "2026-03-09T11:00:00.000000Z" }]);
    const clone = await world.ask(cloneProgram, {
      program,
      name: `Clone ${Math.random()}`,
      begins: "2026-03-27",
      anchor: entries[0]?.entry,
    });
    expect(clone.series).toMatchObject([
      { campaign: { name: entries[0]?.name }, recurrence: { start: "2026-04-03T12:00", days: ["Monday"] } },
    ]);
    const all = await month(String(clone.id));
    expect(all.filter((one) => one.day !== null)).toMatchObject(
      [6, 13, 20, 27].map((on) => ({
        at: `2026-04-${String(on).padStart(2, "0")}T10:00:00.000000Z`,
        state: "tentative",
      })),
    );
    const single = all.filter((one) => one.day === null);
    expect(single.map(({ at, until, state }) => [at, until, state])).toEqual([
      ["2026-03-27T09:00:00.000000Z", null, "tentative"],
      ["2026-03-29T06:00:00.000000Z", "2026-03-30T16:00:00.000000Z", null],
      ["2026-04-04T07:00:00.000000Z", null, "tentative"],
    ]);
    const refusal = (begins: string) => world.refusal(cloneProgram, { program, name: "Never", begins });
    expect(await refusal("2026-03-01")).toEqual(["run.past begins"]);
    expect(await refusal("2026-02-30")).toEqual(["value.type begins"]);
    expect(await refusal("2029-03-01")).toEqual(["run.tooFar begins"]);
    expect(
      await world.refusal(cloneProgram, {
        program,
        name: "Never",
        begins: "2026-03-27",
        anchor: "note-999999",
      }),
    ).toEqual(["not.found anchor"]);
  });

  test("that is cloned is counted from the first of the last time it took place, when all of it is over", async () => {
    const note = (name: string, at: string) => world.ask(createEntry, { program, name, at });
    await note("Trial", "2025-11-10T08:00:00Z");
    await note("Invitation", "2026-01-12T08:00:00Z");
    await note("Fair", "2026-02-20T08:00:00Z");
    const clone = await world.ask(cloneProgram, {
      program,
      name: `Clone ${Math.random()}`,
      begins: "2026-03-09",
    });
    expect(clone.entriesLeftOut).toBe(1);
    expect((await month(String(clone.id))).map(({ name, at }) => [name, at.slice(0, 10)])).toEqual([
      ["Invitation", "2026-03-09"],
      ["Fair", "2026-04-17"],
    ]);
  });

  test("AC-155: moves with one of its entries: by days, at the same time of day over a change of clocks; what is over stays", async () => {
    const id = await campaign(score);
    const past = await plan(id, "2026-03-02T09:00:00Z");
    const dropped = await plan(id, "2026-03-02T09:30:00Z");
    await world.ask(updateEntry, { entry: dropped.entry, tentative: true });
    await pass("2026-03-02T10:00:00Z");
    const anchor = await plan(id, "2026-03-18T08:00:00Z");
    await plan(id, "2026-03-20T13:00:00Z");
    await world.ask(createEntry, {
      program,
      name: "Fair",
      at: "2026-03-19T07:00:00Z",
      until: "2026-03-20T17:00:00Z",
    });
    const answer = await world.ask(shiftProgram, {
      program,
      anchor: anchor.entry,
      to: "2026-04-01T07:30:00Z",
    });
    expect(answer).toMatchObject({ stayed: [], days: 14, tokens: [] });
    expect(answer.moved).toHaveLength(3);
    expect((await month()).map(({ at, until }) => [at, until])).toEqual([
      [past.at, null],
      [dropped.at, null],
      ["2026-04-01T07:30:00.000000Z", null],
      ["2026-04-02T06:00:00.000000Z", "2026-04-03T16:00:00.000000Z"],
      ["2026-04-03T12:00:00.000000Z", null],
    ]);
  });

  test("takes the dates among its own tokens along, when it moves and when it is cloned to begin on a day, and back again", async () => {
    const note = (name: string, at: string) => world.ask(createEntry, { program, name, at });
    const [fair, talk] = [
      await note("Fair", "2026-03-18T08:00:00Z"),
      await note("Talk", "2026-03-20T08:00:00Z"),
    ];
    await world.ask(setMyToken, { folder: program, token: "Doors", type: "date", value: "2026-03-18" });
    await world.ask(setMyToken, { folder: program, token: "Place", value: "2026-03-18" });
    const dates = async (of = program) =>
      (await world.ask(listMyTokens, { folder: of })).tokens.map(({ name, value }) => `${name} ${value}`);
    const shift = (to: string, more: object) =>
      world.ask(shiftProgram, { program, anchor: fair.entry, to, ...more });
    await shift("2026-03-19T08:00:00Z", {});
    expect(await dates()).toEqual(["Doors 2026-03-18", "Place 2026-03-18"]);
    expect(await shift("2026-03-29T08:00:00Z", { tokens: true })).toMatchObject({
      days: 10,
      tokens: [{ name: "Doors", value: "2026-03-28" }],
    });
    const back = { tokens: true, only: [fair.entry] };
    expect((await shift("2026-03-19T08:00:00Z", back)).moved).toEqual([fair.entry]);
    expect(await dates()).toEqual(["Doors 2026-03-18", "Place 2026-03-18"]);
    expect((await month()).map(({ entry, at }) => [entry, at.slice(0, 10)])).toEqual([
      [fair.entry, "2026-03-19"],
      [talk.entry, "2026-03-31"],
    ]);
    const clone = (tokens: boolean) =>
      world.ask(cloneProgram, { program, name: `Clone ${Math.random()}`, begins: "2026-04-19", tokens });
    expect(await dates(String((await clone(false)).id))).toEqual(["Doors 2026-03-18", "Place 2026-03-18"]);
    expect(await dates(String((await clone(true)).id))).toEqual(["Doors 2026-04-18", "Place 2026-03-18"]);
    await world.ask(setMyToken, { folder: program, token: "Doors", type: "date", value: "9999-12-30" });
    expect(
      await world.refusal(shiftProgram, {
        program,
        anchor: fair.entry,
        to: "2026-03-29T08:00:00Z",
        tokens: true,
      }),
    ).toEqual(["calendar.years to"]);
  });

  test("takes its series along: they begin and end as many days later on their weekdays, with what was decided of single days; and back again", async () => {
    const id = await campaign(score);
    const { entry: anchor } = await world.ask(createEntry, {
      program,
      name: "Fair",
      at: "2026-03-26T08:00:00Z",
    });
    const weekly = { every: "week" as const, start: "2026-03-10T09:00", end: "2026-03-31" };
    await world.ask(setSchedule, { campaign: id, ...weekly, days: ["Tuesday"] });
    await world.ask(cancelOccurrence, { campaign: id, day: "2026-03-17" });
    await world.ask(moveOccurrence, { campaign: id, day: "2026-03-24", to: "2026-03-25T10:00" });
    const runs = async () =>
      (await month())
        .filter(({ kind }) => kind === "run")
        .map(({ at, state }) => `${at.slice(0, 16)} ${state}`);
    const before = await runs();
    expect(before).toEqual([
      "2026-03-10T08:00 confirmed",
      "2026-03-17T08:00 cancelled",
      "2026-03-24T08:00 moved",
      "2026-03-25T09:00 confirmed",
      "2026-03-31T07:00 confirmed",
    ]);
    const series = `series-${id}`;
    const away = await world.ask(shiftProgram, { program, anchor, to: "2026-04-05T08:00:00Z" });
    expect(away).toMatchObject({ moved: [anchor, series], stayed: [], days: 10 });
    expect(await runs()).toEqual([
      "2026-03-24T08:00 confirmed",
      "2026-03-31T07:00 cancelled",
      "2026-04-04T08:00 confirmed",
      "2026-04-07T07:00 moved",
    ]);
    await world.ask(shiftProgram, { program, anchor, to: "2026-03-26T08:00:00Z", only: away.moved });
    expect(await runs()).toEqual(before);
    const alone = { program, anchor, only: [anchor] };
    await world.ask(shiftProgram, { ...alone, to: "2026-04-23T08:00:00Z" });
    expect(await runs()).toEqual(before);
    expect(await world.ask(shiftProgram, { program, anchor, to: "2026-03-20T08:00:00Z" })).toMatchObject({
      moved: [anchor],
      stayed: [series],
    });
    expect(await runs()).toEqual(before);
  });

  test("leaves a series whose days would be the very same as it is, with what was decided of single days", async () => {
    const id = await campaign(score);
    const note = { program, name: "Fair", at: "2026-03-20T08:00:00Z" };
    const { entry: anchor } = await world.ask(createEntry, note);
    await world.ask(setSchedule, {
      campaign: id,
      every: "day",
      weekdaysOnly: true,
      start: "2026-03-02T09:00",
    });
    await pass("2026-03-11T10:00:00Z");
    await world.ask(moveOccurrence, { campaign: id, day: "2026-03-12", to: "2026-03-14T15:00" });
    const runs = async () =>
      (await month()).filter(({ kind }) => kind === "run").map(({ at, state }) => [at, state]);
    const before = await runs();
    expect(await world.ask(shiftProgram, { program, anchor, to: "2026-03-27T08:00:00Z" })).toMatchObject({
      moved: [anchor],
      stayed: [],
      same: [`series-${id}`],
    });
    expect(await runs()).toEqual(before);
  });

  test("moved back, leaves what would have come too soon, and says so; all the rest goes there again", async () => {
    const id = await campaign(score);
    const soon = await plan(id, "2026-03-04T08:00:00Z");
    await world.ask(updateEntry, { entry: soon.entry, tentative: false });
    const tentative = await plan(id, "2026-03-05T08:00:00Z");
    const note = (name: string, at: string) => world.ask(createEntry, { program, name, at });
    const fair = await note("Fair", "2026-03-06T08:00:00Z");
    const talk = await note("Talk", "2026-03-19T08:00:00Z");
    const anchor = await plan(id, "2026-03-20T08:00:00Z");
    const before = await month();
    expect(
      await world.ask(shiftProgram, { program, anchor: anchor.entry, to: "2026-03-10T08:00:00Z" }),
    ).toMatchObject({
      moved: [anchor.entry, talk.entry],
      stayed: [soon.entry, tentative.entry, fair.entry],
    });
    await world.ask(shiftProgram, {
      program,
      anchor: anchor.entry,
      to: "2026-03-20T08:00:00Z",
      only: [talk.entry],
    });
    expect(await month()).toEqual(before);
    const { moved } = await world.ask(shiftProgram, {
      program,
      anchor: fair.entry,
      to: "2026-03-01T08:00:00Z",
    });
    expect(moved).toEqual([anchor.entry, fair.entry, talk.entry]);
    await world.ask(shiftProgram, { program, anchor: fair.entry, to: "2026-03-06T08:00:00Z", only: moved });
    expect(await month()).toEqual(before);
    expect(
      await world.refusal(shiftProgram, { program, anchor: "run-999999", to: "2026-03-10T08:00:00Z" }),
    ).toEqual(["program.anchor anchor"]);
  });

  test("is not moved by a note to where nothing could be planned", async () => {
    const id = await campaign(score);
    const note = { program, name: "Fair", at: "2026-03-09T08:00:00Z" };
    const { entry: anchor } = await world.ask(createEntry, note);
    await world.ask(createEntry, { ...note, at: "2026-03-19T07:00:00Z", until: "2026-03-20T17:00:00Z" });
    const before = await month();
    expect(await world.refusal(shiftProgram, { program, anchor, to: "9999-12-31T08:00:00Z" })).toEqual([
      "calendar.years to",
    ]);
    expect(await month()).toEqual(before);
    await plan(id, "2026-03-10T08:00:00Z");
    expect(await world.refusal(shiftProgram, { program, anchor, to: "2028-03-09T08:00:00Z" })).toEqual([
      "run.tooFar to",
    ]);
  });

  test("knows the years that can be written down, and refuses others in words", async () => {
    const { entry } = await world.ask(createEntry, {
      program,
      name: "Fair",
      at: "2026-03-09T08:00:00Z",
      until: "2026-03-10T08:00:00Z",
    });
    for (const at of ["0000-01-01T00:00:00Z", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"]) {
      const wrong = [`value.type at`];
      expect(await world.refusal(createEntry, { program, name: "Far", at }), at).toEqual(wrong);
      expect(await world.refusal(updateEntry, { entry, at }), at).toEqual(wrong);
      expect(await world.refusal(showCalendar, { from: at, until: at }), at).toEqual(["value.type from"]);
    }
    expect(await world.refusal(updateEntry, { entry, at: "9999-12-31T09:00:00Z" })).toEqual([
      "calendar.years at",
    ]);
  });

  test("has notes of own kinds, which begin, end, move and are deleted, and do nothing", async () => {
    const type = await world.ask(createEntryType, {
      name: `Fair ${Math.random()}`,
      icon: "flag",
      colour: "teal",
    });
    const { entry } = await world.ask(createEntry, {
      program,
      name: "Fair",
      at: "2026-03-10T08:00:00Z",
      until: "2026-03-12T08:00:00Z",
      entryType: type.id,
    });
    expect(await world.ask(updateEntry, { entry, at: "2026-03-11T08:00:00Z" })).toMatchObject({
      until: "2026-03-13T08:00:00.000000Z",
      entryType: { icon: "flag" },
    });
    expect(await world.refusal(updateEntry, { entry, until: "2026-03-01T08:00:00Z" })).toEqual([
      "note.ends until",
    ]);
    await world.ask(deleteEntryType, { entryType: type.id });
    expect(await month()).toMatchObject([{ name: "Fair", entryType: null }]);
    await world.ask(deleteEntry, { entry });
    expect(await month()).toEqual([]);
    expect(await world.refusal(deleteEntry, { entry })).toEqual(["not.found entry"]);
    expect(
      await world.refusal(createEntry, { program, name: "x", at: "2026-03-10T08:00:00Z", entryType: 999 }),
    ).toEqual(["not.found entryType"]);
  });

  test("has notes that become tentative runs, of a campaign there is or a new one, with what was noted: wholly or not at all", async () => {
    const noted = async (name: string): Promise<string> =>
      (
        await world.ask(createEntry, {
          program,
          name,
          at: "2026-03-10T08:00:00Z",
          description: "For all who came.",
        })
      ).entry;
    const name = `Newly ${Math.random()}`;
    const [first, second] = [await noted("Say thanks"), await noted(name)];
    const thanks = await campaign(score);
    expect(
      await world.refusal(planNote, { entry: first, campaign: thanks, at: "2026-03-01T08:00:00Z" }),
    ).toEqual(["run.past at"]);
    expect(await world.refusal(planNote, { entry: first, campaign: "999" })).toEqual(["not.found campaign"]);
    const taken = (await world.ask(showCampaign, { campaign: thanks })).name;
    expect(await world.refusal(planNote, { entry: first, name: taken })).toEqual(["name.taken name"]);
    expect(await month()).toMatchObject([{ kind: "note" }, { kind: "note" }]);

    const run = await world.ask(planNote, { entry: first, campaign: thanks, at: "2026-03-10T15:00:00Z" });
    expect(run).toMatchObject({
      kind: "run",
      state: "tentative",
      campaign: { id: Number(thanks) },
      name: "Say thanks",
      description: "For all who came.",
      at: "2026-03-10T15:00:00.000000Z",
    });
    expect(await world.ask(planNote, { entry: second })).toMatchObject({
      campaign: { name },
      name,
      program: { id: Number(program) },
      state: "tentative",
      at: "2026-03-10T08:00:00.000000Z",
    });
    expect(await month()).toMatchObject([{ kind: "run" }, { kind: "run" }]);
    expect(await world.refusal(planNote, { entry: first })).toEqual(["not.found entry"]);
    expect(await world.refusal(planNote, { entry: run.entry })).toEqual(["not.found entry"]);
  });

  test("AC-152: two who move one run at once leave it at one of the two times, and it runs once", async () => {
    const id = await campaign(score);
    await world.people({ email: "ann@x.test" });
    const { entry } = await plan(id, "2026-03-10T08:00:00Z");
    const times = ["2026-03-11T08:00:00.000000Z", "2026-03-11T20:00:00.000000Z"];
    await Promise.all(times.map((at) => world.ask(updateEntry, { entry, at })));
    expect(times).toContain((await month())[0]?.at);
    await pass("2026-03-11T21:00:00Z");
    expect(await world.members(id)).toEqual({ ann: 1 });
  });

  test("is asked for at most 400 days at once, forwards", async () => {
    const at = (days: number): string => new Date((instantFromIso(START) + days * day) / 1000).toISOString();
    expect(await world.refusal(showCalendar, { from: at(0), until: at(401) })).toEqual([
      "calendar.long until",
    ]);
    expect(await world.refusal(showCalendar, { from: at(0), until: at(0) })).toEqual([
      "calendar.backwards until",
    ]);
  });
});

describe("what is to come", () => {
  const ahead = { from: "2026-03-09T00:00:00Z", until: "2026-03-12T22:00:00Z" };
  const days = async (tentative = true) =>
    (await world.ask(forecast, { ...ahead, tentative: tentative ? "true" : "false" })).days.map(
      ({ day: of, people, mails, overDay, overWeek }) => [of, people, mails, overDay, overWeek],
    );

  test("is foreseen day by day, with those who would get too many mails", async () => {
    await approved();
    await world.people({ email: "ann@x.test" }, { email: "bob@x.test", city: "Rome" });
    const all = await campaign(send(), pause, send());
    const rome = await world.campaign({
      folder: program,
      rules: { filters: [{ filter: "field", field: "city", operator: "is", values: ["Rome"] }] },
      flow: { steps: [score, send(), send()] },
    });
    await plan(all, "2026-03-10T08:00:00Z");
    await plan(rome, "2026-03-10T22:30:00Z"); // half past eleven in Paris
    const { entry } = await plan(rome, "2026-03-12T08:00:00Z"); // once only: it takes nobody any more
    expect(await days()).toEqual([
      ["2026-03-09", 0, 0, 0, 0],
      ["2026-03-10", 2, 4, 1, 0],
      ["2026-03-11", 0, 0, 0, 0],
      ["2026-03-12", 0, 0, 0, 0],
    ]);
    await world.db.rows(
      sql`update campaign set qualification = '{"rule": "every time"}' where id = ${Number(rome)}`,
    );
    expect(await days()).toEqual([
      ["2026-03-09", 0, 0, 0, 0],
      ["2026-03-10", 2, 4, 1, 0],
      ["2026-03-11", 0, 0, 0, 0],
      ["2026-03-12", 1, 2, 1, 1],
    ]);
    await world.ask(updateEntry, { entry, tentative: true });
    expect((await days(false)).at(-1)).toEqual(["2026-03-12", 0, 0, 0, 0]);
  });

  test("is foreseen the same for a day, whatever span is asked for: runs and mails of the days before it count", async () => {
    await approved();
    await world.people({ email: "ann@x.test" });
    await world.ask(updateSettings, { mails_per_7_days: 2 });
    const often = await campaign(send());
    await world.db.rows(
      sql`update campaign set qualification = '{"rule": "every time"}' where id = ${Number(often)}`,
    );
    const once = await campaign(send());
    for (const at of ["2026-03-03T08:00:00Z", "2026-03-05T08:00:00Z", "2026-03-09T08:00:00Z"])
      await plan(often, at);
    await plan(once, "2026-03-04T08:00:00Z");
    await plan(once, "2026-03-10T08:00:00Z");
    const foreseen = async (from: string) =>
      (await world.ask(forecast, { from, until: "2026-03-11T23:00:00Z" })).days
        .filter(({ day: of }) => of >= "2026-03-05")
        .map(({ day: of, people, overWeek }) => [of, people, overWeek]);
    const expected = [
      ["2026-03-05", 1, 1],
      ["2026-03-06", 0, 0],
      ["2026-03-07", 0, 0],
      ["2026-03-08", 0, 0],
      ["2026-03-09", 1, 1],
      ["2026-03-10", 0, 0], // Ann has been through by then
      ["2026-03-11", 0, 0],
    ];
    for (const from of ["2026-03-01T23:00:00Z", "2026-03-04T23:00:00Z"])
      expect(await foreseen(from)).toEqual(expected);
    await pass("2026-03-03T09:00:00Z");
    await pass("2026-03-04T09:00:00Z");
    expect(await world.members(once)).toEqual({ ann: 1 });
    expect(await foreseen("2026-03-04T23:00:00Z")).toEqual(expected);
    await world.ask(updateSettings, { mails_per_7_days: null });
    expect((await foreseen("2026-03-04T23:00:00Z"))[0]).toEqual(["2026-03-05", 1, 0]);
  });

  test("counts mails for those who may be mailed, and everybody once", async () => {
    await approved();
    await world.people(
      { email: "ann@x.test" },
      { email: "una@x.test", unsubscribed: true },
      { email: "ivo@x.test", email_invalid: true },
    );
    const often = await campaign(send());
    await world.db.rows(
      sql`update campaign set qualification = '{"rule": "every time"}' where id = ${Number(often)}`,
    );
    const other = await campaign(send());
    for (const at of ["2026-03-10T08:00:00Z", "2026-03-11T08:00:00Z"]) await plan(often, at);
    await plan(other, "2026-03-11T09:00:00Z");
    const foreseen = async () => await world.ask(forecast, ahead);
    expect(await foreseen()).toMatchObject({ runs: 3, people: 3, mailable: 1, mails: 3 });
    expect((await foreseen()).days.slice(1, 3)).toMatchObject([
      { people: 3, mailable: 1, mails: 1, overDay: 0 },
      { people: 3, mailable: 1, mails: 2, overDay: 1 },
    ]);
    await world.ask(saveEmail, {
      email: String(email),
      content: { subject: "Hello", text: "Hello", operational: true },
    });
    await approved();
    expect(await foreseen()).toMatchObject({ people: 3, mailable: 2, mails: 6 });
    expect((await foreseen()).days.every(({ overDay }) => overDay === 0)).toBe(true);
  });

  test("can be subscribed to as a calendar, under an address that can be renewed", async () => {
    await approved();
    const id = await campaign(send(), pause, score);
    const { entry } = await plan(id, "2026-03-10T08:00:00Z");
    await world.ask(updateEntry, { entry, name: "Frühling; alle, überall", tentative: true });
    await world.ask(createEntry, {
      program,
      name: "Fair",
      description: "Été 🎉 ".repeat(200),
      at: "2026-03-11T08:00:00Z",
      until: "2026-03-12T08:00:00Z",
    });
    const feed = await calendarFeed(world.context);
    expect(Math.max(...feed.split("\r\n").map((line) => Buffer.byteLength(line)))).toBe(75);
    expect(feed).toMatch(/\r\nEND:VCALENDAR$/);
    const text = feed.replaceAll("\r\n ", "");
    expect(text).toMatch(/^BEGIN:VCALENDAR\r\nVERSION:2.0\r\n/);
    expect(text).toContain(`UID:${entry}@muster`);
    expect(text).toContain("DTSTART:20260310T080000Z");
    expect(text).toMatch(/SUMMARY:Program [\d.]+: Frühling\\; alle\\, überall/);
    expect(text).toMatch(
      /DESCRIPTION:Tentative\\n1\. Send Email · Mail [\d.]+\\nLater steps follow a Wait\./,
    );
    expect(text).toContain("STATUS:TENTATIVE");
    expect(text.match(/TRANSP:TRANSPARENT/g)).toHaveLength(text.match(/BEGIN:VEVENT/g)?.length ?? 0);
    expect(text).toMatch(new RegExp(`URL;VALUE=URI:http.*/calendar\\?on=2026-03-10&entry=${entry}`));
    expect(text).toContain("DTEND:20260312T080000Z");
    const { address } = await world.ask(showCalendarFeed, {});
    expect(address).toMatch(/\/m\/calendar\/[0-9a-f]{64}\.ics$/);
    expect((await world.ask(renewCalendarFeed, {})).address).not.toBe(address);
  });

  test("as it is subscribed to says how an entry stands as the pages do: a day of a series has no state of its own, a tentative run one whose time has passed", async () => {
    const series = await campaign(score);
    const single = await campaign(score);
    await world.ask(setSchedule, { campaign: series, every: "day", start: "2026-03-12T08:00", zone: "UTC" });
    for (const at of ["2026-03-10T08:00:00Z", "2026-03-11T08:00:00Z", "2026-03-12T09:00:00Z"])
      await plan(single, at);
    for (const { entry, at } of (await month()).filter((one) => one.day === null))
      if (!at.startsWith("2026-03-11")) await world.ask(updateEntry, { entry, tentative: true });
    await pass("2026-03-10T12:00:00Z");
    const text = (await calendarFeed(world.context, { program: Number(program) })).replaceAll("\r\n ", "");
    const said = [...text.matchAll(/DESCRIPTION:(.*?)\\n/g)].slice(0, 4).map(([, state]) => state);
    expect(said).toEqual(["Tentative\\, its time has passed", "Confirmed", "Run of a series", "Tentative"]);
  });

  test("of a program, or a channel's programs, can be subscribed to alone; its address tells no other, and is renewed with that of all", async () => {
    const note = (of: string, name: string) =>
      world.ask(createEntry, { program: of, name, at: "2026-03-10T08:00:00Z" });
    const event = await world.ask(createProgram, {
      name: `Event ${Math.random()}`,
      type: "event",
      channel: "Webinar",
    });
    await note(program, "Alone");
    await note(String(event.id), "Another");
    const fileOf = async (input: { program?: string; channel?: string }): Promise<string> =>
      (await world.ask(showCalendarFeed, input)).address.split("/").at(-1) as string;
    const secret = () => readSecret(world.db, "calendar");
    const own = await fileOf({ program });
    expect(own).not.toContain(await secret());
    expect(whoseFeed(await secret(), own.replace(`-${program}-`, `-${event.id}-`))).toBeUndefined();
    expect(whoseFeed(await secret(), own.replace(`program-${program}-`, ""))).toBeUndefined();
    expect(await world.refusal(showCalendarFeed, { program: "999" })).toEqual(["not.found program"]);
    const named = async (file: string): Promise<string[]> => {
      const feed = await calendarFeed(world.context, whoseFeed(await secret(), file));
      return [...feed.matchAll(/SUMMARY:.*: (\w+)\r/g)].map(([, name]) => name as string).toSorted();
    };
    expect(await named(own)).toEqual(["Alone"]);
    expect(await named(await fileOf({ channel: "Webinar" }))).toEqual(["Another"]);
    expect(await named(await fileOf({ program, channel: "Webinar" }))).toEqual([]);
    expect(await named(await fileOf({}))).toEqual(["Alone", "Another"]);
    await world.ask(renewCalendarFeed, {});
    expect(whoseFeed(await secret(), own)).toBeUndefined();
    expect(await fileOf({ program })).not.toBe(own);
  });
});
