import { toIso, type Instant, type ManualClock } from "#kernel/clock.ts";
import { passTime } from "#engine/moved-clock.ts";
import type { Scheduler } from "#engine/scheduler.ts";
import { recordActivities } from "#operations/activity/record-activities.ts";
import { runCampaign } from "#operations/campaign/run-campaign.ts";
import type { Context } from "#operations/define.ts";
import { upsertPeople } from "#operations/person/upsert-people.ts";
import type { Chance } from "./chance.ts";
import { doingsOf, type Doing } from "./doings.ts";
import { momentsOf } from "./moments.ts";
import { demoPeople, type DemoPerson } from "./people.ts";
import { Readers } from "./readers.ts";

/** A Muster whose clock is moved by hand. */
export interface MovedWorld extends Context {
  readonly scheduler: Scheduler;
  readonly clock: ManualClock;
}

/** A batch run of the demo's year. */
export interface PlannedRun {
  readonly campaign: string;
  readonly on: Instant;
}

/** How many people or events one call takes. */
const PEOPLE = 300;
const EVENTS = 1_000;

/**
 * Lets a year pass: people become known, do things and react to their mails, runs are made; the campaigns do the rest,
 * each at its time.
 *
 * @param tell is told how much is done, from 0 to 1
 */
export async function live(
  world: MovedWorld,
  chance: Chance,
  count: number,
  runs: readonly PlannedRun[],
  end: Instant,
  tell: (done: number) => Promise<void>,
): Promise<void> {
  const moments = momentsOf(chance, world.clock.now(), end);
  const people = demoPeople(chance, count, moments);
  const doings = people.flatMap((person) => doingsOf(chance, person, moments));
  const readers = new Readers(world, chance, people);
  const [newcomers, events, planned] = [
    queue(people, (one) => one.since),
    queue(doings, (one) => one.on),
    queue(runs, (one) => one.on),
  ];
  for (const [index, { until }] of moments.entries()) {
    for (const run of planned(until)) await plan(world, run);
    await passTime(world.engine, world.scheduler, until, (at) => world.clock.set(at), false);
    await arrive(world, newcomers(until));
    await happen(world, events(until));
    await readers.read(until);
    await tell((index + 1) / moments.length);
  }
  await world.scheduler.quiet();
}

/** Gives, each time, what lies before an instant and was not given yet. */
function queue<T>(all: readonly T[], on: (one: T) => Instant): (before: Instant) => T[] {
  const sorted = all.toSorted((a, b) => on(a) - on(b));
  let next = 0;
  return (before) => {
    const first = next;
    while (next < sorted.length && on(sorted[next] as T) <= before) next += 1;
    return sorted.slice(first, next);
  };
}

/** Plans a run of the demo. */
export async function plan(world: MovedWorld, { campaign, on }: PlannedRun): Promise<void> {
  await runCampaign.run(world, { campaign, at: toIso(on), confirm: undefined });
}

async function arrive(world: MovedWorld, people: readonly DemoPerson[]): Promise<void> {
  for (let from = 0; from < people.length; from += PEOPLE) {
    const some = people.slice(from, from + PEOPLE).map(({ fields }) => fields);
    const answer = await upsertPeople.run(world, upsertPeople.input.parse({ people: some }));
    refuseProblems(answer.people);
  }
}

async function happen(world: MovedWorld, doings: readonly Doing[]): Promise<void> {
  for (let from = 0; from < doings.length; from += EVENTS) {
    const activities = doings
      .slice(from, from + EVENTS)
      .map(({ on, email, ...one }) => ({ ...one, person: email, occurredOn: toIso(on) }));
    const answer = await recordActivities.run(world, recordActivities.input.parse({ activities }));
    refuseProblems(answer.activities);
  }
}

function refuseProblems(answers: readonly { problems: readonly { message: string }[] }[]): void {
  const [first] = answers.flatMap(({ problems }) => problems);
  if (first) throw new Error(`The demo world cannot be made: ${first.message}`);
}
