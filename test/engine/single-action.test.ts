import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { sql } from "#kernel/sql.ts";
import { ManualClock } from "#kernel/clock.ts";
import { Scheduler } from "#engine/scheduler.ts";
import { openEngine } from "#engine/engine.ts";
import { queueLines } from "#engine/queue.ts";
import { actOnPeople } from "#operations/person/act-on-people.ts";
import { findPeople } from "#operations/person/find-people.ts";
import { compensateRun } from "#operations/run/compensate-run.ts";
import { showRun } from "#operations/run/show-run.ts";
import { createSmartList } from "#operations/smart-list/create-smart-list.ts";
import { createList } from "#operations/static-list/create-list.ts";
import { World } from "#test/harness/world.ts";

let world: World;
let list = "";
beforeAll(async () => (world = await World.open("2026-06-10T12:00:00Z")));
afterAll(() => world.close());
beforeEach(async () => {
  await world.db.rows(
    sql`truncate person, person_key, activity, membership, entry, run_count, run_place, list_member, campaign, campaign_version, campaign_run, notification cascade`,
  );
  await world.context.scheduler.quiet();
  list = String((await world.ask(createList, { name: `List ${Math.random()}` })).id);
});

const someone = (count: number): Promise<void> =>
  world.people(
    ...Array.from({ length: count }, (_, index) => ({
      email: `p${index}@x.test`,
      city: index % 2 ? "Rome" : "Oslo",
    })),
  );
const numbers = async (...names: string[]): Promise<number[]> => {
  const { people } = await world.ask(findPeople, { limit: 1000 });
  return names.map((name) => Number(people.find((one) => one["email"] === `${name}@x.test`)?.["id"]));
};
const score = { action: "change-score", args: { field: "person_score", change: "+5" } };
const rome = { filters: [{ filter: "field", field: "city", operator: "is" as const, values: ["Rome"] }] };
const done = () => world.context.scheduler.quiet();
const scored = async (): Promise<number> =>
  (await world.ask(findPeople, { limit: 1000, fields: ["person_score"] })).people.filter(
    (one) => Number(one["person_score"]) === 5,
  ).length;

test("an action is done once to each person named, by a user and for no campaign", async () => {
  await someone(3);
  const [first = 0, second = 0] = await numbers("p0", "p1");
  const run = await world.ask(actOnPeople, { ...score, people: [first, second, first] });
  expect(run).toMatchObject({ kind: "action", campaign: null, action: "change-score", qualified: 2 });
  await done();
  expect(await world.ask(showRun, { run: run.id })).toMatchObject({ state: "done", done: 1 });
  expect(await scored()).toBe(2);
  const lines = await world.db.rows(
    sql`select source, run_id as run, step, new_value as "now" from activity where type_id = 22 order by id`,
  );
  expect(lines).toEqual([
    { source: 5, run: run.id, step: 1, now: "5" },
    { source: 5, run: run.id, step: 1, now: "5" },
  ]);
  expect(await world.db.rows(sql`select from membership`)).toEqual([]);
});

test("AC-172: for more than 25 people the number has to be said, and it must be the number of this moment", async () => {
  await someone(60);
  expect(await world.refusal(actOnPeople, { ...score, rules: rome })).toEqual(["action.confirm confirm"]);
  expect(await world.refusal(actOnPeople, { ...score, rules: rome, confirm: 29 })).toEqual([
    "action.confirm confirm",
  ]);
  expect(await world.db.rows(sql`select from campaign_run`)).toEqual([]);
  expect(await world.db.rows(sql`select from entry`)).toEqual([]);
  await world.ask(actOnPeople, { ...score, rules: rome, confirm: 30 });
  await done();
  expect(await scored()).toBe(30);
});

test("people of a smart list are those of the moment, also if the action changes who is in it", async () => {
  await someone(20);
  const { id } = await world.ask(createSmartList, { name: "Romans", rules: rome });
  const city = { action: "change-data-value", args: { field: "city", value: "Paris" } };
  await world.ask(actOnPeople, { ...city, smartList: String(id) });
  await done();
  expect(
    await world.whoIs([{ filter: "field", field: "city", operator: "is", values: ["Paris"] }]),
  ).toHaveLength(10);
});

test("whoever listens hears of it, with nothing before it in the chain", async () => {
  await someone(2);
  const listens = await world.active({
    rules: { triggers: [{ trigger: "add-to-list", values: [Number(list)] }] },
    flow: { steps: [score] },
  });
  const people = await numbers("p0");
  await world.ask(actOnPeople, { action: "add-to-list", args: { list: Number(list) }, people });
  await done();
  expect(await world.members(listens)).toEqual({ p0: 1 });
  expect(await scored()).toBe(1);
});

test("goes on where it stood when the process ends, and happens once", async () => {
  await someone(40);
  const run = await world.ask(actOnPeople, { ...score, rules: rome });
  await done();
  // What a process that died after its last piece would leave.
  await world.db.rows(
    sql`update campaign_run set state = 'running', ended_on = null, through_on = null where id = ${run.id}`,
  );
  const again = await openEngine(world.db, new ManualClock(world.engine.clock.now()));
  await new Scheduler(again, (error) => console.error(error)).quiet();
  expect(await world.ask(showRun, { run: run.id })).toMatchObject({ state: "done" });
  expect(await scored()).toBe(20);
});

test("two at once do not wait for each other, and nothing of them is left in the queue", async () => {
  await someone(4);
  const people = await numbers("p0", "p1");
  const [first, second] = await Promise.all([
    world.ask(actOnPeople, { ...score, people }),
    world.ask(actOnPeople, { ...score, people: await numbers("p2") }),
  ]);
  await done();
  // One may be done before the other answers.
  expect([first?.state, second?.state]).not.toContain("waiting");
  expect(await scored()).toBe(3);
  expect(await queueLines(world.engine, world.engine.clock.now())).toEqual([]);
});

test("what it did can be put back", async () => {
  await someone(4);
  const { id } = await world.ask(actOnPeople, { ...score, rules: rome });
  await done();
  expect(await scored()).toBe(2);
  await world.ask(compensateRun, { run: id, confirm: 2 });
  await done();
  expect(await scored()).toBe(0);
});

test("steps that speak of a flow, nobody, and wrong parameters are refused", async () => {
  await someone(1);
  const people = await numbers("p0");
  for (const [action, args] of [
    ["wait", { for: "1 day" }],
    ["remove-from-flow", {}],
    ["execute-campaign", {}],
  ] as const)
    expect(await world.refusal(actOnPeople, { action, args, people })).toEqual(["action.single action"]);
  expect(await world.refusal(actOnPeople, { ...score, people: [] })).toEqual(["action.whom people"]);
  expect(await world.refusal(actOnPeople, score)).toEqual(["action.whom people"]);
  expect(await world.refusal(actOnPeople, { ...score, people, rules: rome })).toEqual(["action.whom people"]);
  expect(await world.refusal(actOnPeople, { ...score, args: { change: "+5" }, people })).toEqual([
    "step.missingParam args.field",
  ]);
  expect(await world.refusal(actOnPeople, { action: "fly", people })).toEqual(["step.unknownAction action"]);
});
