import { sql } from "#kernel/sql.ts";
import { evaluate } from "#domain/filter-logic.ts";
import type { Filter } from "#domain/rules.ts";
import { isOfPerson, rulesLogic } from "#vocabulary/rules.ts";
import { ConditionSet } from "./condition-set.ts";
import type { Definitions, Listener, ListeningTrigger } from "./definitions.ts";
import type { Entry, Origin } from "./entry.ts";
import { letIn, type Standing } from "./let-in.ts";
import { withoutLoops } from "./loop-guard.ts";
import type { RecordedRow } from "./record.ts";
import { refuse, type Refusal } from "./refusal.ts";
import type { Hold } from "./shard.ts";

/** An activity of this transaction, and what caused it. One call holds at most one event of a person. */
export interface Event extends RecordedRow {
  readonly origin: Origin;
  readonly depth: number;
  readonly chain: readonly number[];
}

/** An event and a campaign that listens to its kind. */
export interface Pair {
  readonly event: Event;
  readonly listener: Listener;
}

/**
 * Admits people to the active campaigns that listen to these events, and gives their entries, in the order of events
 * and campaigns, written as `standing` says. Runs in the transaction that recorded them, so every rule is judged at the instant of the event, its
 * own activity included. (Three stages: in memory by kind and primary value; one statement with a column per distinct
 * condition on person or event; histories and memberships only where these have not decided.)
 */
export async function admit(hold: Hold, events: readonly Event[], standing: Standing): Promise<Entry[]> {
  const pairs = candidates(hold.definitions, events);
  if (pairs.length === 0) return [];
  const quick = quickConditions(hold, pairs, sql`a`);
  await quick.ask(eventsOf(pairs));
  return admitJudged(hold, pairs, quick, standing);
}

/** Stage one: who listens to such events, by kind and primary value, in memory. */
export function candidates(definitions: Definitions, events: readonly Event[]): Pair[] {
  return events.flatMap((event) =>
    (definitions.listening.get(event.typeId) ?? []).flatMap((listener) =>
      triggersFor({ event, listener }).length > 0 ? [{ event, listener }] : [],
    ),
  );
}

const triggersFor = ({ event, listener }: Pair): readonly ListeningTrigger[] =>
  (listener.triggers.get(event.typeId) ?? []).filter(
    ({ assets }) => assets === null || (event.assetId !== null && assets.has(event.assetId)),
  );

const eventsOf = (pairs: readonly Pair[]): Event[] => [...new Set(pairs.map((pair) => pair.event))];

/**
 * Stage two: what can be told from the rows of person and event alone.
 *
 * @param alias the relation that has the event's columns
 */
export function quickConditions(
  hold: Hold,
  pairs: readonly Pair[],
  alias: ReturnType<typeof sql>,
): ConditionSet {
  const conditions = new ConditionSet(hold, alias);
  const seen = new Map<Listener, Set<number>>();
  for (const pair of pairs) {
    const { listener, event } = pair;
    const types = seen.get(listener) ?? new Set();
    if (types.has(event.typeId)) continue;
    seen.set(listener, types.add(event.typeId));
    for (const trigger of listener.triggers.get(event.typeId) ?? [])
      if (!trigger.simple) conditions.addTrigger(event.typeId, trigger);
    for (const filter of listener.version.rules.filters)
      if (isOfPerson(filter, hold.definitions.catalog)) conditions.addFilter(filter);
  }
  return conditions;
}

/** Admits from pairs whose quick conditions have been asked. */
export async function admitJudged(
  hold: Hold,
  pairs: readonly Pair[],
  quick: ConditionSet,
  standing: Standing,
): Promise<Entry[]> {
  const { passed, refused } = await judge(hold, pairs, quick);
  const guarded = await withoutLoops(hold, passed);
  const entries = await letIn(hold, guarded.passed, standing);
  const inside = new Set(entries.map((entry) => `${entry.personId} ${entry.version.campaign.id}`));
  const ran = guarded.passed.filter(
    ({ event, listener }) => !inside.has(`${event.personId} ${listener.version.campaign.id}`),
  );
  await refuse(hold, [
    ...refused.map((pair): Refusal => ({ ...pair, reason: "filter" })),
    ...guarded.refused,
    ...ran.map((pair): Refusal => ({ ...pair, reason: "already_ran" })),
  ]);
  return entries;
}

/** Judges triggers and filters of the pairs. What no trigger wants is neither passed nor refused. */
async function judge(
  hold: Hold,
  pairs: readonly Pair[],
  quick: ConditionSet,
): Promise<{ passed: Pair[]; refused: Pair[] }> {
  const wanted = pairs.filter((pair) =>
    triggersFor(pair).some((trigger) => trigger.simple || quick.trigger(pair.event, trigger)),
  );
  const undecided = wanted.filter(
    (pair) => decide(pair, (filter) => quick.filter(pair.event, filter)) === undefined,
  );
  const slow = new ConditionSet(hold, sql`a`);
  for (const listener of new Set(undecided.map((pair) => pair.listener)))
    for (const filter of listener.version.rules.filters)
      if (!isOfPerson(filter, hold.definitions.catalog)) slow.addFilter(filter);
  await slow.ask(eventsOf(undecided));
  const passed: Pair[] = [];
  const refused: Pair[] = [];
  for (const pair of wanted) {
    const holds = decide(
      pair,
      (filter) => quick.filter(pair.event, filter) ?? slow.filter(pair.event, filter),
    );
    (holds === true ? passed : refused).push(pair);
  }
  return { passed, refused };
}

function decide({ listener }: Pair, truth: (filter: Filter) => boolean | undefined): boolean | undefined {
  const { rules } = listener.version;
  return evaluate(rulesLogic(rules), (number) => truth(rules.filters[number - 1] as Filter));
}
