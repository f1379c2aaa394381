import { day, hour, micros, toIso, type Instant, type ManualClock } from "#kernel/clock.ts";
import { passTime } from "#engine/moved-clock.ts";
import type { Scheduler } from "#engine/scheduler.ts";
import { recordActivities } from "#operations/activity/record-activities.ts";
import { runCampaign } from "#operations/campaign/run-campaign.ts";
import type { Context } from "#operations/define.ts";
import { upsertPeople } from "#operations/person/upsert-people.ts";
import type { Chance } from "./chance.ts";
import { doingsOf, type Doing } from "./doings.ts";
import type { DemoPerson } from "./people.ts";
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
/** In the last weeks time passes in hours, before that in days: the newest history is looked at most closely. */
const CLOSE = 14 * day;

/**
 * Lets a year pass: people become known, do things and react to their mails, runs are made; the campaigns do the rest.
 *
 * @param tell is told how much of the time has passed, from 0 to 1
 */
export async function live(
  world: MovedWorld,
  chance: Chance,
  people: readonly DemoPerson[],
  runs: readonly PlannedRun[],
  until: Instant,
  tell: (done: number) => void,
): Promise<void> {
  const from = world.clock.now();
  const doings = people.flatMap((person) => doingsOf(chance, person, until)).toSorted((a, b) => a.on - b.on);
  const readers = new Readers(world, chance, people);
  const [newcomers, events, planned] = [
    queue(people, (one) => one.since),
    queue(doings, (one) => one.on),
    queue(runs, (one) => one.on),
  ];
  for (const now of moments(chance, from, until)) {
    for (const run of planned(now)) await plan(world, run);
    if (now >= until - CLOSE) await passTime(world.engine, world.scheduler, now, (at) => world.clock.set(at));
    else world.clock.set(now); // whoever waits goes on at the end of the day: thousands of instants are worked as some hundreds
    await arrive(world, newcomers(now));
    await happen(world, events(now));
    await readers.read(now);
    await world.scheduler.quiet();
    tell((now - from) / (until - from));
  }
}

/** The instants at which things are written down: one a day, at any time of it, and many in the last weeks. */
function moments(chance: Chance, from: Instant, until: Instant): Instant[] {
  const found: Instant[] = [];
  for (let at = from + day * chance.next(); at < until;) {
    found.push(micros(Math.round(at)));
    at += (at < until - CLOSE ? day : 2 * hour) * (0.5 + chance.next());
  }
  return [...found, until];
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

async function plan(world: MovedWorld, { campaign, on }: PlannedRun): Promise<void> {
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
