import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { day, hour } from "#kernel/clock.ts";
import { sql } from "#kernel/sql.ts";
import { deactivateCampaign } from "#operations/campaign/deactivate-campaign.ts";
import { tryCampaign } from "#operations/campaign/try-campaign.ts";
import { createField } from "#operations/field/create-field.ts";
import { deletePeople } from "#operations/person/delete-people.ts";
import { findPeople } from "#operations/person/find-people.ts";
import { mergePeople } from "#operations/person/merge-people.ts";
import { abortRun } from "#operations/run/abort-run.ts";
import { compensateRun } from "#operations/run/compensate-run.ts";
import { showCompensation } from "#operations/run/show-compensation.ts";
import { showRun } from "#operations/run/show-run.ts";
import { addPeopleToList } from "#operations/static-list/add-people-to-list.ts";
import { createList } from "#operations/static-list/create-list.ts";
import { removePeopleFromList } from "#operations/static-list/remove-people-from-list.ts";
import { World } from "#test/harness/world.ts";

let world: World;
let list = "";
beforeAll(async () => (world = await World.open()));
afterAll(() => world.close());
beforeEach(async () => {
  await world.db.rows(
    sql`truncate person, person_key, activity, membership, entry, run_count, run_place, list_member, campaign, campaign_version, campaign_run, delivery cascade`,
  );
  await world.context.scheduler.quiet();
  list = String((await world.ask(createList, { name: `List ${Math.random()}` })).id);
  await world.people(
    { email: "ann@x.test", city: "Rome", person_score: 3 },
    { email: "bob@x.test", city: "Oslo" },
    { email: "cleo@x.test" },
  );
});

const flow = (...steps: object[]) => ({ steps: steps as { action: string }[] });
const score = (change: string) => ({ action: "change-score", args: { field: "person_score", change } });
const city = (value: string) => ({ action: "change-data-value", args: { field: "city", value } });
const into = (id = list) => ({ action: "add-to-list", args: { list: Number(id) } });
const outOf = (id = list) => ({ action: "remove-from-list", args: { list: Number(id) } });
const everybody = { filters: [{ filter: "field", field: "email", operator: "is not empty" }] };
const batch = (...steps: object[]) => world.campaign({ rules: everybody, flow: flow(...steps) });
const ran = async (...steps: object[]) => world.runNow(await batch(...steps));

/** Has a run put back, as its plan says; gives the run that did it. */
async function putBack(run: number): Promise<number> {
  const { changes } = await world.ask(showCompensation, { run });
  const { id } = await world.ask(compensateRun, { run, confirm: changes });
  await world.context.scheduler.quiet();
  expect((await world.ask(showRun, { run: id })).state).toBe("done");
  return id;
}
const all = async (field: string) =>
  Promise.all(["ann", "bob", "cleo"].map(async (name) => (await world.person(`${name}@x.test`))[field]));
const members = async () => {
  const rows = await world.db.rows<{ name: string }>(
    sql`select split_part(p.email, '@', 1) as name from list_member m join person p on p.shard = m.shard and p.id = m.person_id where m.list_id = ${Number(list)} order by 1`,
  );
  return rows.map((row) => row.name);
};
const plan = async (run: number) => (await world.ask(showCompensation, { run })).targets;

describe("putting back what a run wrote", () => {
  test("leaves alone what people who were merged since had each for themselves, and puts back what they had alike", async () => {
    const run = await ran(city("Paris"), score("+5"), into());
    await world.ask(mergePeople, { person: "ann@x.test", people: ["bob@x.test"] });
    expect(await plan(run)).toMatchObject([
      { what: "City", putBack: 1, changedSince: 1 },
      { what: "Person Score", putBack: 1, difference: 0, changedSince: 1 },
      { putBack: 2, changedSince: 0 },
    ]);
    await putBack(run);
    expect(await world.person("ann@x.test")).toMatchObject({ city: "Paris", person_score: 8 });
    expect(await world.person("cleo@x.test")).toMatchObject({ city: null, person_score: null });
    expect(await members()).toEqual([]);
  });
  test("gives fields, scores and lists their old values, and each says so in the log", async () => {
    await world.ask(addPeopleToList, { list, people: ["ann@x.test"] });
    const other = String((await world.ask(createList, { name: "Other" })).id);
    const run = await ran(city("Paris"), score("+5"), outOf(), into(other), city("Nice"), score("=9"));
    expect(await all("city")).toEqual(["Nice", "Nice", "Nice"]);
    expect(await plan(run)).toMatchObject([
      { what: "City", putBack: 3, changedSince: 0 },
      { what: "Person Score", putBack: 3, difference: 0 },
      { putBack: 3 },
      { putBack: 1 },
    ]);
    const by = await putBack(run);
    expect([await all("city"), await all("person_score"), await members()]).toEqual([
      ["Rome", "Oslo", null],
      [3, null, null],
      ["ann"],
    ]);
    const lines = await world.db.rows(
      sql`select type_id, old_value as old, new_value as new, reason, source from activity where run_id = ${by} and person_id = (select id from person where city = 'Rome') order by id`,
    );
    const said = { reason: `compensates run ${run}`, source: 5 };
    expect(lines).toEqual([
      { type_id: 13, old: "Nice", new: "Rome", ...said },
      { type_id: 22, old: "9", new: "3", ...said },
      { type_id: 25, old: null, new: null, ...said },
      { type_id: 24, old: null, new: null, ...said },
    ]);
    expect(await world.ask(showRun, { run: by })).toMatchObject({
      kind: "compensation",
      compensates: run,
      done: 1,
    });
  });

  test("leaves alone what others changed since; of a score it takes off what the run added", async () => {
    const run = await ran(city("Paris"), score("+5"), into());
    await world.people({ email: "ann@x.test", city: "Bonn", person_score: 20 });
    await world.ask(removePeopleFromList, { list, people: ["bob@x.test", "cleo@x.test"] });
    world.clock.advance(hour);
    await world.ask(addPeopleToList, { list, people: ["cleo@x.test"] });
    expect(await plan(run)).toMatchObject([
      { what: "City", putBack: 2, changedSince: 1 },
      { what: "Person Score", putBack: 2, difference: 1 },
      { putBack: 1, changedSince: 2 },
    ]);
    const by = await putBack(run);
    expect([await all("city"), await all("person_score"), await members()]).toEqual([
      ["Bonn", "Oslo", null],
      [15, null, null],
      ["cleo"],
    ]);
    const { counts } = await world.ask(showRun, { run: by });
    expect(counts.map((one) => [one.step, one.result, one.reason, one.people])).toEqual([
      [0, "through", null, 3],
      [1, "succeeded", "put back", 2],
      [1, "skipped", "changed since", 1],
      [2, "succeeded", "difference", 1],
      [2, "succeeded", "put back", 2],
      [3, "succeeded", "put back", 1],
      [3, "skipped", "changed since", 2],
    ]);
  });

  test("goes back to what somebody else wrote between two of its steps", async () => {
    const run = await ran(city("Paris"), { action: "wait", args: { for: "1 day" } }, city("Nice"));
    await world.people({ email: "ann@x.test", city: "Bonn" });
    world.clock.advance(day + hour);
    await world.context.scheduler.quiet();
    expect(await all("city")).toEqual(["Nice", "Nice", "Nice"]);
    await putBack(run);
    expect(await all("city")).toEqual(["Bonn", "Oslo", null]);
  });

  test("happens once, and only with the number of values it changes", async () => {
    const run = await ran(score("+5"));
    expect(await world.refusal(compensateRun, { run })).toEqual(["run.confirmPutBack confirm"]);
    expect(await world.refusal(compensateRun, { run, confirm: 2 })).toEqual(["run.confirmPutBack confirm"]);
    const both = await Promise.allSettled([
      world.ask(compensateRun, { run, confirm: 3 }),
      world.ask(compensateRun, { run, confirm: 3 }),
    ]);
    expect(both.map((one) => one.status).toSorted()).toEqual(["fulfilled", "rejected"]);
    await world.context.scheduler.quiet();
    expect(await world.refusal(compensateRun, { run, confirm: 3 })).toEqual(["run.putBack run"]);
    expect(await all("person_score")).toEqual([3, null, null]);
  });

  test("sets off no campaign, and moves the keys of people", async () => {
    await world.active({
      qualification: { rule: "every time" },
      rules: { triggers: [{ trigger: "change-data-value", operator: "is any" }] },
      flow: flow(score("+100")),
    });
    const run = await ran({
      action: "change-data-value",
      args: { field: "email", value: "new-{{lead.Email Address}}" },
    });
    const before = await world.db.rows(sql`select email, person_score from person order by 1`);
    expect(before).toContainEqual({ email: "new-ann@x.test", person_score: 103 });
    await putBack(run);
    expect(await world.db.rows(sql`select person_score from person where email = 'ann@x.test'`)).toEqual([
      { person_score: 103 },
    ]);
    expect(await all("person_score")).toEqual([103, 100, 100]);
    const { people } = await world.ask(findPeople, { email: "new-ann@x.test" });
    expect(people).toEqual([]);
  });

  test("puts back what executables did in its service, and not what they did in another's", async () => {
    const child = await world.campaign({
      executable: true,
      qualification: { rule: "every time" },
      flow: flow(score("+10")),
    });
    const execute = { action: "execute-campaign", args: { campaign: Number(child) } };
    const first = await ran(execute);
    await ran(execute, score("+1"));
    expect(await all("person_score")).toEqual([24, 21, 21]);
    await putBack(first);
    expect(await all("person_score")).toEqual([14, 11, 11]);
  });

  test("puts back a test", async () => {
    const campaign = await batch(city("Paris"), score("+5"), into());
    const { run } = await world.ask(tryCampaign, {
      campaign,
      person: "ann@x.test",
      mailTo: "me@muster.test",
    });
    expect(await members()).toEqual(["ann"]);
    await putBack(run);
    expect([await all("city"), await all("person_score"), await members()]).toEqual([
      ["Rome", "Oslo", null],
      [3, null, null],
      [],
    ]);
  });

  test("of a trigger campaign waits until it is inactive and nobody is inside", async () => {
    const campaign = await world.active({
      qualification: { rule: "every time" },
      rules: { triggers: [{ trigger: "visit-webpage", operator: "is any" }] },
      flow: flow(score("+5"), { action: "wait", args: { for: "1 day" } }),
    });
    await world.happens({ person: "ann" });
    world.clock.advance(hour);
    await world.happens({ person: "ann" });
    const run = Number((await world.db.rows(sql`select active_run_id as id from campaign`))[0]?.["id"]);
    expect(await world.refusal(compensateRun, { run })).toEqual(["run.notOver run"]);
    await world.ask(deactivateCampaign, { campaign });
    expect(await world.refusal(compensateRun, { run })).toEqual(["run.notOver run"]);
    world.clock.advance(day);
    await world.context.scheduler.quiet();
    await putBack(run);
    expect(await all("person_score")).toEqual([3, null, null]);
  });

  test("says what nothing takes back, and leaves what belongs to things that are gone", async () => {
    const { name } = await world.ask(createField, { name: "shoe", label: "Shoe", type: "string" });
    const run = await ran(
      { action: "change-data-value", args: { field: name, value: "43" } },
      into(),
      { action: "interesting-moment", args: { type: "Web", description: "came" } },
      {
        action: "delete-person",
        choices: [
          { if: { filter: "field", field: "city", operator: "is not", values: ["Oslo"] }, args: null },
        ],
      },
    );
    await world.db.rows(sql`update field set hidden = true where name = ${name}`);
    await world.db.rows(sql`update static_list set deleted_on = now() where id = ${Number(list)}`);
    const { targets, final, changes } = await world.ask(showCompensation, { run });
    expect(targets.map((one) => one.gone)).toEqual([2, 2]);
    expect(final).toEqual([
      { what: "Interesting Moment", count: 2 },
      { what: "Delete Person", count: 1 },
    ]);
    expect(changes).toBe(0);
    expect(await world.refusal(compensateRun, { run, confirm: 0 })).toEqual(["run.nothingToPutBack run"]);
  });

  test("that was stopped goes on where it stood, and takes no difference off twice", async () => {
    await world.db.rows(sql`insert into person (shard, id, created_at, updated_at, email, person_score)
      select 7, (7 << 7) + (i & 127) + ((i >> 7) << 12), now(), now(), 'p' || i || '@x.test', 1 from generate_series(0, 1999) i`);
    const run = await ran(score("+5"), city("Paris"));
    await world.db.rows(sql`update person set person_score = person_score + 1 where shard = 7`);
    const { changes } = await world.ask(showCompensation, { run });
    expect(changes).toBe(4006);
    const { id } = await world.ask(compensateRun, { run, confirm: changes });
    // It is stopped when its first piece is done.
    await world.db.rows(sql`create function stop_it() returns trigger language plpgsql as $$ begin
      update campaign_run set state = 'aborted' where id = new.run_id and kind = 'compensation'; return null; end $$`);
    await world.db.rows(
      sql`create trigger stop_it after insert on run_place for each row execute function stop_it()`,
    );
    await world.context.scheduler.quiet();
    await world.db.rows(sql`drop trigger stop_it on run_place`);
    expect((await world.ask(showRun, { run: id })).state).toBe("aborted");
    const rest = await world.ask(showCompensation, { run });
    const done = await world.db.rows<{ people: number }>(
      sql`select sum(people)::integer as people from run_count where run_id = ${id} and result = 0`,
    );
    expect(done[0]?.people).toBeGreaterThan(0);
    expect(rest.changes).toBe(changes - (done[0]?.people ?? 0));
    expect(rest.changes).toBeGreaterThan(0);
    expect((await world.ask(compensateRun, { run, confirm: rest.changes })).id).toBe(id);
    await world.context.scheduler.quiet();
    expect(
      await world.db.rows(
        sql`select shard = 7 as many, city, person_score as score, count(*) from person where shard = 7 group by 1, 2, 3`,
      ),
    ).toEqual([{ many: true, city: null, score: 2, count: 2000 }]);
    expect(await world.refusal(abortRun, { run: id })).toEqual(["run.over run"]);
  });

  test("does the same while others change the same people", async () => {
    await world.db.rows(sql`insert into person (shard, id, created_at, updated_at, email, person_score)
      select (i >> 7) & 31, i, now(), now(), 'p' || i || '@x.test', 1 from generate_series(8192, 10191) i`);
    await world.db.rows(sql`insert into person_key (lane, kind, value, shard, person_id)
      select (hashtext(email) & 31)::smallint, 0, email, shard, id from person where id >= 8192`);
    const run = await ran(score("+5"), city("Paris"));
    const { changes } = await world.ask(showCompensation, { run });
    await world.ask(compensateRun, { run, confirm: changes });
    const others = Array.from({ length: 40 }, (_, index) =>
      world.people(
        ...Array.from({ length: 10 }, (__, k) => ({
          email: `p${8192 + index * 50 + k}@x.test`,
          city: "Bonn",
        })),
      ),
    );
    await Promise.all([...others, world.context.scheduler.quiet()]);
    expect(
      await world.db.rows(
        sql`select city, person_score as score, count(*) from person where id >= 8192 group by 1, 2 order by 1`,
      ),
    ).toEqual([
      { city: "Bonn", score: 1, count: 400 },
      { city: null, score: 1, count: 1600 },
    ]);
  });

  test("passes over people who were deleted", async () => {
    const run = await ran(score("+5"));
    const [bob] = await world.db.rows<{ id: number }>(sql`select id from person where email = 'bob@x.test'`);
    await world.ask(deletePeople, { people: [bob?.id ?? 0], confirm: 1 });
    await putBack(run);
    expect(await world.db.rows(sql`select person_score as score from person order by 1`)).toEqual([
      { score: 3 },
      { score: null },
    ]);
  });
});
