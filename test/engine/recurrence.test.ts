import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { toIso } from "#kernel/clock.ts";
import { sql } from "#kernel/sql.ts";
import { takeLease } from "#engine/lease.ts";
import { callRuns } from "#engine/schedule/call-runs.ts";
import { cancelRun } from "#operations/run/cancel-run.ts";
import { cloneCampaign } from "#operations/campaign/clone-campaign.ts";
import { deleteCampaign } from "#operations/campaign/delete-campaign.ts";
import { moveCampaign } from "#operations/campaign/move-campaign.ts";
import { createProgram } from "#operations/program/create-program.ts";
import { deleteProgram } from "#operations/program/delete-program.ts";
import { listNotifications } from "#operations/notification/list-notifications.ts";
import { listRuns } from "#operations/run/list-runs.ts";
import { showRun } from "#operations/run/show-run.ts";
import { showUsers } from "#operations/tree/show-users.ts";
import { runCampaign } from "#operations/campaign/run-campaign.ts";
import { saveCampaign } from "#operations/campaign/save-campaign.ts";
import { showCampaign } from "#operations/campaign/show-campaign.ts";
import { updateCampaign } from "#operations/campaign/update-campaign.ts";
import { abortCampaign } from "#operations/campaign/abort-campaign.ts";
import { cancelOccurrence } from "#operations/schedule/cancel-occurrence.ts";
import { clearSchedule } from "#operations/schedule/clear-schedule.ts";
import { moveOccurrence } from "#operations/schedule/move-occurrence.ts";
import { previewSchedule } from "#operations/schedule/preview-schedule.ts";
import { setSchedule } from "#operations/schedule/set-schedule.ts";
import { showSchedule } from "#operations/schedule/show-schedule.ts";
import { updateSettings } from "#operations/setting/update-settings.ts";
import { World } from "#test/harness/world.ts";

let world: World;
const everybody = { filters: [{ filter: "field", field: "email", operator: "is not empty" }] };
const visits = { triggers: [{ trigger: "visit-webpage", operator: "is any" }] };
const plus = { action: "change-score", args: { field: "person_score", change: "+1" } };
const NOW = "2026-06-10T12:00:00Z"; // a Wednesday
const mondays = { every: "week", start: "2026-06-10T14:00", days: ["Monday"], zone: "Europe/Paris" } as const;
const weekly = { ...mondays, days: [...mondays.days] };
const daily = { every: "day", start: "2026-06-11T09:00" } as const;

beforeAll(async () => (world = await World.open(NOW)));
afterAll(() => world.close());
beforeEach(async () => {
  world.clock.set(NOW);
  await world.db.rows(
    sql`truncate person, person_key, activity, membership, entry, run_count, run_place, notification`,
  );
  await world.db.rows(sql`update shard set last_instant = '-infinity'`);
  await world.db.rows(sql`delete from schedule`);
  await world.db.rows(
    sql`update campaign_run set state = 'cancelled' where state in ('scheduled', 'running')`,
  );
  await world.people({ email: "ann@x.test" });
});

const batch = (qualification: object = { rule: "every time" }): Promise<string> =>
  world.campaign({ rules: everybody, flow: { steps: [plus] }, qualification } as never);
const repeating = async (how: Parameters<typeof set>[1]): Promise<string> => {
  const campaign = await batch();
  await set(campaign, how);
  return campaign;
};
const set = (campaign: string, how: Omit<Parameters<typeof world.ask<typeof setSchedule>>[1], "campaign">) =>
  world.ask(setSchedule, { campaign, ...how });
const next = async (campaign: string, limit?: number): Promise<string[]> =>
  (await world.ask(showSchedule, { campaign, limit })).upcoming.map((run) => run.local);
/** What became of the runs of a campaign, by the time they were planned for. */
const runs = async (campaign: string): Promise<string[]> =>
  (
    await world.db.rows<{ run: string }>(
      sql`select to_char(scheduled_for, 'MM-DD HH24:MI ') || state as run from campaign_run where campaign_id = ${Number(campaign)} order by scheduled_for, id`,
    )
  ).map(({ run }) => run);
async function at(instant: string): Promise<void> {
  world.clock.set(instant);
  await world.context.scheduler.quiet();
}
/** Lets time pass minute for minute where something is due. */
async function pass(until: string): Promise<void> {
  for (;;) {
    const [row] = await world.db.rows<{ at: number | null }>(
      sql`select least((select min(next_at) from schedule), (select min(scheduled_for) from campaign_run where state = 'scheduled')) as at`,
    );
    if (row?.at == null || toIso(row.at as never) > until) break;
    if (row.at > world.clock.now()) world.clock.set(row.at as never);
    await world.context.scheduler.quiet();
  }
  await at(until);
}

describe("a campaign that repeats", () => {
  test("AC-112: weekly, Monday 14:00 in Paris, lists three Mondays, and runs on each at that time", async () => {
    const campaign = await repeating(weekly);
    expect(await next(campaign)).toEqual(["2026-06-15T14:00", "2026-06-22T14:00", "2026-06-29T14:00"]);
    expect(await world.ask(showCampaign, { campaign })).toMatchObject({
      status: "Scheduled",
      nextRun: "2026-06-15T12:00:00.000000Z",
      recurrence: { every: "week", days: ["Monday"] },
    });
    await pass("2026-06-23T00:00:00Z");
    expect(await runs(campaign)).toEqual(["06-15 12:00 done", "06-22 12:00 done"]);
    expect(await world.members(campaign)).toEqual({ ann: 2 });
    expect(await world.ask(showCampaign, { campaign })).toMatchObject({
      status: "Scheduled Again",
      nextRun: "2026-06-29T12:00:00.000000Z",
    });
  });
  test("lists as many runs as are asked for, in a window of time, those planned by themselves among them", async () => {
    const campaign = await repeating(daily);
    await world.ask(runCampaign, { campaign, at: "2026-07-02T03:00:00Z" });
    expect(await next(campaign, 1000)).toHaveLength(1000);
    const { upcoming } = await world.ask(showSchedule, {
      campaign,
      limit: 1000,
      from: "2026-07-01T00:00:00Z",
      until: "2026-08-01T00:00:00Z",
    });
    expect(upcoming).toHaveLength(32);
    expect(upcoming.slice(0, 2)).toMatchObject([
      { at: "2026-07-01T09:00:00.000000Z", day: "2026-07-01", run: null },
      { at: "2026-07-02T03:00:00.000000Z", day: null, run: expect.any(Number) },
    ]);
  });
  test("AC-115: does not run after its end, and has no upcoming run then", async () => {
    const campaign = await repeating({ ...daily, end: "2026-06-12" });
    await pass("2026-06-20T00:00:00Z");
    expect(await runs(campaign)).toEqual(["06-11 09:00 done", "06-12 09:00 done"]);
    expect(await world.ask(showCampaign, { campaign })).toMatchObject({
      status: "Has Run",
      nextRun: null,
      recurrence: null,
    });
    expect(await world.ask(deleteCampaign, { campaign })).toEqual({ deleted: Number(campaign) });
  });
  test("is refused where it could never run, begins in the past, or sooner than the minimum lead", async () => {
    const campaign = await batch();
    const refused = (how: Parameters<typeof set>[1]) => world.refusal(setSchedule, { campaign, ...how });
    expect(await refused({ ...daily, start: "2026-06-10T11:00" })).toEqual(["run.past start"]);
    expect(await refused({ ...daily, start: "2029-06-10T11:00" })).toEqual(["run.tooFar start"]);
    expect(await refused({ ...daily, end: "2026-06-10" })).toEqual(["schedule.never start"]);
    expect(await refused({ ...daily, start: "2026-06-13T09:00", interval: 7, weekdaysOnly: true })).toEqual([
      "schedule.never start",
    ]);
    await world.ask(updateSettings, { minimum_lead_minutes: 15 });
    expect(await refused({ ...daily, start: "2026-06-10T12:10" })).toEqual(["run.tooSoon start"]);
    await set(campaign, { ...daily, start: "2026-06-10T12:15" });
    await world.ask(updateSettings, { minimum_lead_minutes: 0 });
    expect(await world.refusal(setSchedule, { campaign: await world.campaign({}), ...daily })).toEqual([
      "campaign.noRules rules",
      "campaign.noSteps flow",
    ]);
    const trigger = await world.campaign({ rules: visits, flow: { steps: [plus] } });
    expect(await world.refusal(setSchedule, { campaign: trigger, ...daily })).toEqual([
      "campaign.notBatch campaign",
    ]);
  });
  test("warns when people may not enter again by the next run, clock changes counted", async () => {
    const rule = (count: number, unit: string) => ({ rule: "once every", count, unit });
    const warned = async (qualification: object, zone: string): Promise<string[]> => {
      const campaign = await batch(qualification);
      return (await set(campaign, { ...daily, zone })).warnings.map((one) => one.message);
    };
    expect(await warned(rule(1, "day"), "UTC")).toEqual([]);
    expect(await warned(rule(1, "day"), "Europe/Paris")).toEqual([expect.stringContaining("23 hours apart")]);
    expect(await warned(rule(23, "hour"), "Europe/Paris")).toEqual([]);
    expect(await warned(rule(2, "day"), "UTC")).toEqual([expect.stringContaining("24 hours apart")]);
  });
  test("says of each run to come why it is not as the series says, also before it is set; not once it is moved", async () => {
    world.clock.set("2026-10-24T12:00:00Z");
    const nightly = { every: "day", start: "2026-10-25T02:30", zone: "Europe/Paris" } as const;
    const campaign = await repeating(nightly);
    const twice = "02:30 comes twice on 25 October, for the clocks go back: it runs the first time.";
    const remarks = ({ upcoming }: { upcoming: { remark: string | null }[] }) =>
      upcoming.map(({ remark }) => remark);
    expect(remarks(await world.ask(previewSchedule, nightly))).toEqual([twice, null, null]);
    expect(remarks(await world.ask(showSchedule, { campaign }))).toEqual([twice, null, null]);
    const day = "2026-10-25";
    await world.ask(moveOccurrence, { campaign, day, to: "2026-10-25T10:00" });
    expect(remarks(await world.ask(showSchedule, { campaign }))).toEqual([null, null, null]);
    const last = { every: "month", start: "2027-02-01T02:30", dayOfMonth: 31, zone: "Europe/Paris" } as const;
    expect(remarks(await world.ask(previewSchedule, last))).toEqual([
      "This month has no day 31: it runs on the last.",
      null,
      "This month has no day 31: it runs on the last.",
    ]);
  });
  test("cannot be deleted, nor become a trigger campaign; a clone of it does not repeat", async () => {
    const campaign = await repeating(daily);
    expect(await world.refusal(deleteCampaign, { campaign })).toEqual(["campaign.planned campaign"]);
    expect(await world.refusal(saveCampaign, { campaign, rules: visits })).toEqual([
      "campaign.scheduledRuns rules.triggers",
    ]);
    await expect(world.ask(saveCampaign, { campaign, rules: visits })).rejects.toThrow(
      "1000+ scheduled runs",
    );
    await set(campaign, { ...daily, end: "2026-06-14" });
    await expect(world.ask(saveCampaign, { campaign, rules: visits })).rejects.toThrow("4 scheduled runs");
    const clone = await world.ask(cloneCampaign, { campaign, name: "Another" });
    expect(clone).toMatchObject({ recurrence: null, nextRun: null, status: "Never Run" });
  });
  test("goes on with its next run when one fails, which says why", async () => {
    const campaign = await repeating(daily);
    await world.db.rows(
      sql`update campaign_version set flow = '{"steps": []}' where campaign_id = ${Number(campaign)}`,
    );
    await pass("2026-06-11T10:00:00Z");
    expect(await runs(campaign)).toEqual(["06-11 09:00 failed"]);
    const [run] = (await world.ask(listRuns, { campaign })).runs;
    const { problems } = await world.ask(showRun, { run: run?.id ?? 0 });
    expect(problems?.map(({ path, code }) => `${code} ${path}`)).toEqual(["campaign.noSteps flow"]);
    const [told] = (await world.ask(listNotifications, { limit: 1 })).notifications;
    expect(told).toMatchObject({
      says: { en: `A run of “${told?.subject}” failed. ${problems?.[0]?.message}` },
      page: `/campaigns/${campaign}/results?run=${run?.id}`,
    });
    expect(await next(campaign, 1)).toEqual(["2026-06-12T09:00"]);
  });
  test("uses the person limit of the moment it runs", async () => {
    await world.people({ email: "bob@x.test" });
    const campaign = await repeating(daily);
    await world.ask(updateCampaign, { campaign, personLimit: 1 });
    await pass("2026-06-11T10:00:00Z");
    expect(await runs(campaign)).toEqual(["06-11 09:00 blocked"]);
  });
  test("uses it in runs that were planned or moved before, too: its own, else that of the settings", async () => {
    await world.people({ email: "bob@x.test" });
    const campaign = await repeating(daily);
    await world.ask(runCampaign, { campaign, at: "2026-06-10T15:00:00Z" });
    await world.ask(moveOccurrence, { campaign, day: "2026-06-11", to: "2026-06-11T15:00" });
    await world.ask(updateCampaign, { campaign, personLimit: 1 });
    await pass("2026-06-10T16:00:00Z");
    await world.ask(updateCampaign, { campaign, personLimit: null });
    await world.ask(updateSettings, { person_limit: 1 });
    onTestFinished(() => world.ask(updateSettings, { person_limit: null }).then(() => {}));
    await pass("2026-06-11T16:00:00Z");
    expect(await runs(campaign)).toEqual(["06-10 15:00 blocked", "06-11 15:00 blocked"]);
    const { notifications } = await world.ask(listNotifications, {});
    expect(notifications[0]?.says.en).toMatch(/was blocked: 2 people qualified, and its limit is 1\.$/);
  });
});

describe("one run of a series", () => {
  test("AC-113: cancelled alone leaves the others; the list shows three again", async () => {
    const campaign = await repeating(weekly);
    const { upcoming } = await world.ask(cancelOccurrence, { campaign, day: "2026-06-22" });
    expect(upcoming.map((run) => run.local)).toEqual([
      "2026-06-15T14:00",
      "2026-06-29T14:00",
      "2026-07-06T14:00",
    ]);
    await pass("2026-06-30T00:00:00Z");
    expect(await runs(campaign)).toEqual(["06-15 12:00 done", "06-22 12:00 cancelled", "06-29 12:00 done"]);
  });
  test("moved alone runs then and not at its old time; before or after, and again", async () => {
    const campaign = await repeating(weekly);
    const { upcoming } = await world.ask(moveOccurrence, {
      campaign,
      day: "2026-06-22",
      to: "2026-06-30T08:00",
    });
    expect(upcoming.map((run) => [run.local, run.day, run.moved])).toEqual([
      ["2026-06-15T14:00", "2026-06-15", false],
      ["2026-06-29T14:00", "2026-06-29", false],
      ["2026-06-30T08:00", "2026-06-22", true],
    ]);
    await world.ask(moveOccurrence, { campaign, day: "2026-06-22", to: "2026-06-12T06:00:00Z" }); // 08:00 on its wall
    await pass("2026-06-30T00:00:00Z");
    expect(await runs(campaign)).toEqual(["06-12 06:00 done", "06-15 12:00 done", "06-29 12:00 done"]);
  });
  test("that was moved is cancelled by its day or as the run it is; one that was cancelled is planned again", async () => {
    const campaign = await repeating(daily);
    await world.ask(moveOccurrence, { campaign, day: "2026-06-12", to: "2026-06-12T15:00" });
    await world.ask(cancelOccurrence, { campaign, day: "2026-06-12" });
    const { upcoming } = await world.ask(moveOccurrence, {
      campaign,
      day: "2026-06-13",
      to: "2026-06-13T15:00",
    });
    await world.ask(cancelRun, { run: upcoming.find((run) => run.moved)?.run ?? 0 });
    expect(await next(campaign)).toEqual(["2026-06-11T09:00", "2026-06-14T09:00", "2026-06-15T09:00"]);
    await world.ask(moveOccurrence, { campaign, day: "2026-06-13", to: "2026-06-13T09:00" });
    expect(await next(campaign, 2)).toEqual(["2026-06-11T09:00", "2026-06-13T09:00"]);
  });
  test("leaves a trace on its day, and is planned again there: it is one of its series then, like the others", async () => {
    const campaign = await repeating(daily);
    const trace = async (): Promise<unknown[]> =>
      (await world.ask(showSchedule, { campaign })).exceptions.map((one) => [one.local, one.movedTo]);
    await world.ask(cancelOccurrence, { campaign, day: "2026-06-12" });
    await world.ask(moveOccurrence, { campaign, day: "2026-06-13", to: "2026-06-20T15:00" });
    await world.ask(moveOccurrence, { campaign, day: "2026-06-14", to: "2026-06-14T15:00" }); // it is still on its day
    await world.ask(cancelOccurrence, { campaign, day: "2026-06-30" }); // after the last that is listed
    expect(await trace()).toEqual([
      ["2026-06-12T09:00", null],
      ["2026-06-13T09:00", "2026-06-20T15:00:00.000000Z"],
    ]);
    for (const day of ["2026-06-12", "2026-06-13"])
      await world.ask(moveOccurrence, { campaign, day, to: `${day}T09:00` });
    expect(await trace()).toEqual([]);
    await set(campaign, { ...daily, start: "2026-06-11T10:00" });
    expect(await next(campaign, 4)).toEqual([
      "2026-06-11T10:00",
      "2026-06-12T10:00",
      "2026-06-13T10:00",
      "2026-06-14T15:00",
    ]);
    await pass("2026-06-13T12:00:00Z");
    expect(await runs(campaign)).toEqual([
      "06-11 10:00 done",
      "06-12 10:00 done",
      "06-13 10:00 done",
      "06-14 15:00 scheduled",
      "06-30 09:00 cancelled",
    ]);
  });
  test("that was moved to before its day and has run there, is not planned again on it", async () => {
    const campaign = await repeating(daily);
    await world.ask(moveOccurrence, { campaign, day: "2026-06-13", to: "2026-06-12T15:00" });
    await pass("2026-06-12T16:00:00Z");
    expect((await world.ask(showSchedule, { campaign })).exceptions).toEqual([]);
    expect(
      await world.refusal(moveOccurrence, { campaign, day: "2026-06-13", to: "2026-06-13T09:00" }),
    ).toEqual(["run.over day"]);
  });
  test("cancelled and then planned again has its campaign's person limit, as every run has", async () => {
    await world.people({ email: "bob@x.test" });
    const campaign = await repeating(daily);
    await world.ask(updateCampaign, { campaign, personLimit: 1 });
    await world.ask(cancelOccurrence, { campaign, day: "2026-06-11" });
    await world.ask(moveOccurrence, { campaign, day: "2026-06-11", to: "2026-06-11T15:00" });
    await pass("2026-06-11T16:00:00Z");
    expect(await runs(campaign)).toEqual(["06-11 15:00 blocked"]);
  });
  test("that is none, has started, or would go to the past, is refused", async () => {
    const campaign = await repeating(daily);
    expect(await world.refusal(cancelOccurrence, { campaign, day: "2026-06-10" })).toEqual([
      "schedule.noRun day",
    ]);
    expect(await world.refusal(cancelOccurrence, { campaign, day: "soon" })).toEqual(["value.type day"]);
    expect(await world.refusal(cancelOccurrence, { campaign: await batch(), day: "2026-06-11" })).toEqual([
      "schedule.none campaign",
    ]);
    expect(
      await world.refusal(moveOccurrence, { campaign, day: "2026-06-12", to: "2026-06-09T09:00" }),
    ).toEqual(["run.past to"]);
    expect(await world.refusal(moveOccurrence, { campaign, day: "2026-06-12", to: "later" })).toEqual([
      "value.type to",
    ]);
    await pass("2026-06-11T10:00:00Z");
    expect(await world.refusal(cancelOccurrence, { campaign, day: "2026-06-11" })).toEqual([
      "schedule.noRun day",
    ]);
  });
  test("in a series that is over but for it, still runs, and then nothing is planned", async () => {
    const campaign = await repeating({ ...daily, end: "2026-06-11" });
    await world.ask(moveOccurrence, { campaign, day: "2026-06-11", to: "2026-06-20T09:00" });
    await pass("2026-06-15T00:00:00Z");
    expect((await world.ask(showCampaign, { campaign })).status).toBe("Scheduled");
    await pass("2026-06-21T00:00:00Z");
    expect(await runs(campaign)).toEqual(["06-20 09:00 done"]);
  });
});

describe("a series that is changed", () => {
  test("goes on with the new time; what was cancelled or moved stays so where the new one has the day, else is given up", async () => {
    const campaign = await repeating(daily);
    for (const one of ["2026-06-12", "2026-06-13"]) await world.ask(cancelOccurrence, { campaign, day: one });
    await world.ask(moveOccurrence, { campaign, day: "2026-06-14", to: "2026-06-14T20:00" });
    await world.ask(moveOccurrence, { campaign, day: "2026-06-15", to: "2026-06-15T20:00" });
    const { givenUp } = await set(campaign, { ...daily, start: "2026-06-11T10:00", weekdaysOnly: true });
    expect(givenUp).toEqual(["2026-06-13", "2026-06-14"]);
    expect(await next(campaign)).toEqual(["2026-06-11T10:00", "2026-06-15T20:00", "2026-06-16T10:00"]);
    await set(campaign, { ...daily, start: "2026-06-11T10:00" });
    expect(await next(campaign)).toEqual(["2026-06-11T10:00", "2026-06-13T10:00", "2026-06-14T10:00"]);
  });
  test("is replaced whole, and what was left out and is otherwise now is told", async () => {
    const lost = async (how: Parameters<typeof set>[1]): Promise<string[]> =>
      (await set(campaign, how)).warnings.map((one) => one.message);
    const start = "2026-06-12T09:00";
    const full = {
      every: "week",
      start,
      days: ["Monday" as const],
      interval: 2,
      end: "2026-12-31",
      zone: "Asia/Tokyo",
    } as const;
    const campaign = await repeating({ ...full, days: [...full.days] });
    expect(await lost({ ...full, days: [...full.days], end: null })).toEqual([]);
    await set(campaign, { ...full, days: [...full.days] });
    expect(await lost({ every: "week", start })).toEqual([
      "interval was 2 in the series before and was left out: now it is 1. Say it again to keep it.",
      "end was 2026-12-31 in the series before and was left out: now it is –. Say it again to keep it.",
      "zone was Asia/Tokyo in the series before and was left out: now it is UTC. Say it again to keep it.",
      "days was Monday in the series before and was left out: now it is Friday. Say it again to keep it.",
    ]);
    expect(await lost({ every: "day", start })).toEqual([]);
    expect(await lost({ every: "day", start, weekdaysOnly: true })).toEqual([]);
    expect(await lost({ every: "day", start })).toHaveLength(1);
    await set(campaign, { every: "month", start, weekOfMonth: 2, dayOfWeek: "Tuesday" });
    expect(await lost({ every: "month", start, dayOfMonth: 5 })).toEqual([]);
  });
  test("does not run twice on a day, and what was due before is not lost", async () => {
    const campaign = await repeating(daily);
    await pass("2026-06-11T09:00:00Z");
    world.clock.set("2026-06-12T09:00:30Z"); // due, and nobody has looked yet
    await set(campaign, { ...daily, start: "2026-06-11T15:00" });
    await pass("2026-06-13T16:00:00Z");
    expect(await runs(campaign)).toEqual(["06-11 09:00 done", "06-12 09:00 done", "06-13 15:00 done"]);
  });
  test("AC-114: to none, cancels all runs to come, not the one that runs", async () => {
    const campaign = await repeating(daily);
    await world.ask(moveOccurrence, { campaign, day: "2026-06-12", to: "2026-06-20T09:00" });
    await world.ask(runCampaign, { campaign, at: "2026-07-02T03:00:00Z" });
    await pass("2026-06-11T09:00:00Z");
    await world.db.rows(
      sql`update campaign_run set state = 'running', ended_on = null where campaign_id = ${Number(campaign)} and state = 'done'`,
    );
    expect(await world.ask(clearSchedule, { campaign })).toEqual({ cancelled: 2, repeated: true });
    expect(await next(campaign)).toEqual([]);
    await pass("2026-07-10T00:00:00Z");
    expect(await runs(campaign)).toEqual([
      "06-11 09:00 done",
      "06-20 09:00 cancelled",
      "07-02 03:00 cancelled",
    ]);
    expect(await world.ask(clearSchedule, { campaign })).toEqual({ cancelled: 0, repeated: false });
  });
  test("goes on when its campaign is aborted, unless what is planned is to be cancelled too", async () => {
    const campaign = await repeating(daily);
    await world.ask(runCampaign, { campaign, at: "2026-07-02T03:00:00Z" });
    expect(await world.ask(abortCampaign, { campaign })).toEqual({ left: 0, cancelled: 0 });
    expect(await next(campaign, 2)).toEqual(["2026-06-11T09:00", "2026-06-12T09:00"]);
    expect(await world.ask(abortCampaign, { campaign, cancelPlanned: true })).toEqual({
      left: 0,
      cancelled: 1,
    });
    expect(await next(campaign)).toEqual([]);
    await pass("2026-07-10T00:00:00Z");
    expect(await runs(campaign)).toEqual(["07-02 03:00 cancelled"]);
  });
  test("goes with its program only when asked to, and is counted before", async () => {
    const program = (await world.ask(createProgram, { name: "Leaving" })).name;
    const campaign = await repeating(daily);
    await world.ask(moveCampaign, { campaign, to: program });
    await world.ask(runCampaign, { campaign, at: "2026-08-02T03:00:00Z" });
    expect(await world.ask(showUsers, { kind: "program", asset: program })).toMatchObject({
      usedBy: [],
      contents: { campaigns: 1, lists: 0, members: 0 },
      planned: { runs: 1, series: 1 },
      going: [],
    });
    expect(await world.refusal(deleteProgram, { program })).toEqual(["campaign.planned campaign"]);
    await world.ask(deleteProgram, { program, cancelPlanned: true });
    await pass("2026-08-10T00:00:00Z");
    expect(await runs(campaign)).toEqual(["08-02 03:00 cancelled"]);
  });
  test("to none and then anew has days of its own", async () => {
    const campaign = await repeating(daily);
    await world.ask(cancelOccurrence, { campaign, day: "2026-06-12" });
    await pass("2026-06-11T09:00:00Z");
    await world.ask(clearSchedule, { campaign });
    await set(campaign, { ...daily, start: "2026-06-11T15:00" });
    expect(await next(campaign, 2)).toEqual(["2026-06-11T15:00", "2026-06-12T15:00"]);
  });
});

describe("a run whose time has come", () => {
  test("waits until the run before it has left its steps, though days pass", async () => {
    const campaign = await repeating(daily);
    await pass("2026-06-11T09:00:00Z");
    await world.db.rows(
      sql`update campaign_run set state = 'running', step = 1, ended_on = null where campaign_id = ${Number(campaign)}`,
    );
    const [before] = await world.db.rows<{ id: number }>(
      sql`select id from campaign_run where campaign_id = ${Number(campaign)}`,
    );
    const lease = await takeLease(world.engine, "run", before?.id as number); // as if another process worked it
    world.clock.set("2026-06-12T09:00:00Z");
    await callRuns(world.engine);
    world.clock.set("2026-06-14T08:00:00Z");
    expect(await runs(campaign)).toEqual(["06-11 09:00 running", "06-12 09:00 scheduled"]);
    await lease?.giveBack();
    await world.context.scheduler.quiet();
    expect(await runs(campaign)).toEqual(["06-11 09:00 done", "06-12 09:00 done", "06-13 09:00 done"]);
  });
  test("that nobody has called for a day or more is not said to be the next", async () => {
    const [series, once] = [await repeating(weekly), await batch()];
    await world.ask(runCampaign, { campaign: once, at: "2026-06-11T09:00:00Z" });
    world.clock.set("2026-06-24T12:00:00Z"); // and nobody looks
    const said = async (campaign: string): Promise<string | null> =>
      (await world.ask(showCampaign, { campaign })).nextRun;
    expect([await said(series), await said(once)]).toEqual(["2026-06-29T12:00:00.000000Z", null]);
  });
  test("while nothing was running is done once if it is less than a day late, else missed, and somebody is told", async () => {
    const campaign = await repeating(daily);
    const single = await batch();
    await world.ask(runCampaign, { campaign: single, at: "2026-06-12T09:00:00Z" });
    await at("2026-06-14T08:59:59Z");
    expect(await runs(campaign)).toEqual(["06-11 09:00 missed", "06-12 09:00 missed", "06-13 09:00 done"]);
    expect(await runs(single)).toEqual(["06-12 09:00 missed"]);
    expect(
      await world.db.rows(
        sql`select kind, detail ->> 'campaign' as campaign, (detail ->> 'runs')::integer as runs from notification order by 3`,
      ),
    ).toEqual([
      { kind: "run_missed", campaign: single, runs: 1 },
      { kind: "run_missed", campaign, runs: 2 },
    ]);
    expect(await world.members(campaign)).toEqual({ ann: 1 });
    await at("2026-06-15T09:00:00Z");
    expect((await runs(campaign)).slice(3)).toEqual(["06-14 09:00 missed", "06-15 09:00 done"]); // 24 hours are a day
  });
  test("is not done again when the clock goes back, nor left out when it comes there again", async () => {
    const campaign = await repeating(daily);
    await pass("2026-06-12T10:00:00Z");
    await at("2026-06-11T08:00:00Z");
    await pass("2026-06-13T10:00:00Z");
    await at("2026-06-12T00:00:00Z");
    await set(campaign, { ...daily, start: "2026-06-11T08:00" });
    await pass("2026-06-14T10:00:00Z");
    expect(await runs(campaign)).toEqual([
      "06-11 09:00 done",
      "06-12 09:00 done",
      "06-13 09:00 done",
      "06-14 08:00 done",
    ]);
  });
  test("is written once by two who look at once", async () => {
    const campaigns = await Promise.all(Array.from({ length: 5 }, () => repeating(daily)));
    world.clock.set("2026-06-11T09:00:00Z");
    await Promise.all(Array.from({ length: 6 }, () => callRuns(world.engine)));
    for (const campaign of campaigns) expect(await runs(campaign)).toEqual(["06-11 09:00 scheduled"]);
  });
  test("of years ago is missed like the others, however many they are", async () => {
    const campaign = await repeating(daily);
    world.clock.set("2030-06-11T09:00:00Z");
    await callRuns(world.engine);
    const counted = await world.db.rows(
      sql`select state, count(*)::integer as runs from campaign_run where campaign_id = ${Number(campaign)} group by 1 order by 1`,
    );
    expect(counted).toEqual([
      { state: "missed", runs: 1461 },
      { state: "scheduled", runs: 1 },
    ]);
  });
});
