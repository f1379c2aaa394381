import { micros, toIso } from "#kernel/clock.ts";
import { join, sql, type Sql } from "#kernel/sql.ts";
import { evaluate } from "#domain/filter-logic.ts";
import { entersAgainAfter } from "#domain/qualification.ts";
import type { Filter } from "#domain/rules.ts";
import type { Scope } from "#vocabulary/define.ts";
import { activityMatches } from "#vocabulary/activity-rule.ts";
import { filterCondition, isOfPerson, rulesLogic } from "#vocabulary/rules.ts";
import { instantText } from "./instant-text.ts";
import type { Listener, ListeningTrigger } from "./definitions.ts";
import type { Entry, Origin } from "./entry.ts";
import { withoutLoops } from "./loop-guard.ts";
import type { RecordedRow } from "./record.ts";
import { refuse, type Refusal } from "./refusal.ts";
import type { Hold } from "./shard.ts";
import { triggerValues, usesTrigger, type TriggerValues } from "./trigger-values.ts";

/** An activity that was just recorded, and what caused it. One call holds at most one event of a person. */
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
 * and campaigns. Runs in the transaction that recorded them, so every rule is judged at the instant of the event, its
 * own activity included. (Three stages: in memory by kind and primary value; one statement with a column per distinct
 * condition on person or event; histories and memberships only where these have not decided.)
 */
export async function admit(hold: Hold, events: readonly Event[]): Promise<Entry[]> {
  const candidates = candidatesOf(hold, events);
  if (candidates.length === 0) return [];
  const { passed, refused } = await judge(hold, candidates);
  const guarded = await withoutLoops(hold, passed);
  const entries = await letIn(hold, guarded.passed);
  const inside = new Set(entries.map((entry) => keyOf(entry.cause ?? 0, entry.version.campaign.id)));
  const ran = guarded.passed
    .filter(({ event, listener }) => !inside.has(keyOf(event.id, listener.version.campaign.id)))
    .map((pair): Refusal => ({ ...pair, reason: "already_ran" }));
  await refuse(hold, [...refused.map((pair): Refusal => ({ ...pair, reason: "filter" })), ...guarded.refused, ...ran]);
  return entries;
}

const keyOf = (activity: number, campaign: number): string => `${activity} ${campaign}`;

/** Stage one: by kind of activity and primary value, in memory. */
function candidatesOf({ definitions }: Hold, events: readonly Event[]): Pair[] {
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

/** Judges triggers and filters of the pairs. What no trigger wants is neither passed nor refused. */
async function judge(hold: Hold, pairs: readonly Pair[]): Promise<{ passed: Pair[]; refused: Pair[] }> {
  const { catalog } = hold.definitions;
  const quick = new Conditions(hold, pairs);
  for (const pair of pairs) {
    for (const trigger of triggersFor(pair)) if (!trigger.simple) quick.wantTrigger(pair, trigger);
    for (const filter of pair.listener.version.rules.filters) if (isOfPerson(filter, catalog)) quick.wantFilter(pair, filter);
  }
  await quick.ask();
  const wanted = pairs.filter((pair) => triggersFor(pair).some((trigger) => trigger.simple || quick.trigger(pair, trigger)));
  const undecided = wanted.filter((pair) => decide(pair, (filter) => quick.filter(pair, filter)) === undefined);
  const slow = new Conditions(hold, undecided);
  for (const pair of undecided)
    for (const filter of pair.listener.version.rules.filters) if (!isOfPerson(filter, catalog)) slow.wantFilter(pair, filter);
  await slow.ask();
  const holds = (pair: Pair): boolean =>
    decide(pair, (filter) => quick.filter(pair, filter) ?? slow.filter(pair, filter)) === true;
  const passed = wanted.filter(holds);
  const through = new Set(passed);
  return { passed, refused: wanted.filter((pair) => !through.has(pair)) };
}

function decide({ listener }: Pair, truth: (filter: Filter) => boolean | undefined): boolean | undefined {
  const { rules } = listener.version;
  return evaluate(rulesLogic(rules), (number) => truth(rules.filters[number - 1] as Filter));
}

/** Distinct conditions asked of events and their people in one statement: a row per event, a bit per condition. */
class Conditions {
  private readonly columns = new Map<string, { index: number; condition: Sql }>();
  private readonly events: readonly Event[];
  private readonly answers = new Map<number, string>();
  private readonly hold: Hold;
  private needsEvent = false;

  constructor(hold: Hold, pairs: readonly Pair[]) {
    this.hold = hold;
    this.events = [...new Set(pairs.map((pair) => pair.event))];
  }

  wantFilter(_: Pair, filter: Filter): void {
    const scope: Scope = { catalog: this.hold.definitions.catalog, at: this.hold.at, reach: "each", seed: 0 };
    this.want(textOf(filter), () => filterCondition(filter, scope));
  }

  wantTrigger({ event }: Pair, { trigger }: ListeningTrigger): void {
    const { catalog } = this.hold.definitions;
    const definition = catalog.activities.get(trigger.trigger);
    if (!definition || definition.id !== event.typeId) return;
    this.needsEvent = true;
    const moment = { at: this.hold.at, calendar: catalog.calendar };
    this.want(textOf(trigger), () => activityMatches(definition, trigger, sql`a`, catalog, moment));
  }

  private want(key: string, condition: () => Sql): void {
    if (!this.columns.has(key)) this.columns.set(key, { index: this.columns.size, condition: condition() });
  }

  async ask(): Promise<void> {
    if (this.columns.size === 0 || this.events.length === 0) return;
    const bits = join([...this.columns.values()].map(({ condition }) => sql`(${condition})`), ", ");
    const activity = this.needsEvent
      ? sql`join activity a on a.shard = e.shard and a.person_id = e.person_id and a.occurred_on = e.occurred_on::timestamptz
          and a.id = e.id and a.recorded_on = ${toIso(this.hold.at)}::timestamptz`
      : sql``;
    const rows = await this.hold.tx.rows<{ id: number; bits: boolean[] }>(
      sql`select e.id, array[${bits}] as bits from ${this.relation()} join person p on p.shard = e.shard and p.id = e.person_id ${activity}`,
      { prepare: true },
    );
    for (const { id, bits: truth } of rows) this.answers.set(id, truth.map((one) => (one ? "1" : "0")).join(""));
  }

  private relation(): Sql {
    const { events } = this;
    return sql`unnest(${events.map((one) => one.shard)}::smallint[], ${events.map((one) => one.personId)}::bigint[],
      ${events.map((one) => one.id)}::bigint[], ${events.map((one) => toIso(micros(one.occurredOn)))}::text[]) e (shard, person_id, id, occurred_on)`;
  }

  filter({ event }: Pair, filter: Filter): boolean | undefined {
    return this.answer(event, textOf(filter));
  }

  trigger({ event }: Pair, { trigger }: ListeningTrigger): boolean {
    return this.answer(event, textOf(trigger)) ?? false;
  }

  private answer(event: Event, key: string): boolean | undefined {
    const column = this.columns.get(key);
    if (!column) return undefined;
    return this.answers.get(event.id)?.[column.index] === "1";
  }
}

const texts = new WeakMap<object, string>();

/** A rule as text, by which equal rules of several campaigns are one condition. */
function textOf(rule: object): string {
  let text = texts.get(rule);
  if (text === undefined) texts.set(rule, (text = JSON.stringify(rule)));
  return text;
}

/**
 * Lets in whom the qualification rule allows: the membership row is both the check and the record. No pair of person and
 * campaign may stand twice.
 *
 * @param remembered the values of events that are not of this transaction
 */
export async function letIn(hold: Hold, pairs: readonly Pair[], remembered?: TriggerValues): Promise<Entry[]> {
  if (pairs.length === 0) return [];
  const campaigns = [...new Map(pairs.map(({ listener }) => [listener.version.campaign.id, listener.version])).values()];
  const limits = campaigns.map(({ qualification }) => entersAgainAfter(qualification, hold.at));
  const rows = await hold.tx.rows<{ ord: number; id: number }>(
    sql`with pair as (
        select * from unnest(${pairs.map(({ event }) => event.shard)}::smallint[],
          ${pairs.map(({ listener }) => listener.version.campaign.id)}::integer[],
          ${pairs.map(({ event }) => event.personId)}::bigint[]) with ordinality as q (shard, campaign_id, person_id, ord)),
      entered as (
        insert into membership as m (shard, campaign_id, person_id, times, first_on, last_on)
        select shard, campaign_id, person_id, 1, ${toIso(hold.at)}::timestamptz, ${toIso(hold.at)}::timestamptz from pair
        on conflict (shard, campaign_id, person_id) do update set times = m.times + 1, last_on = excluded.last_on
          where m.last_on <= (${limits.map(instantText)}::timestamptz[])[array_position(${campaigns.map((one) => one.campaign.id)}::integer[], excluded.campaign_id)]
        returning shard, campaign_id, person_id)
      select ord::integer, nextval('entry_id') as id from pair join entered using (shard, campaign_id, person_id) order by ord`,
    { prepare: true },
  );
  const values = remembered ?? (await triggerValues(hold, rows.map(({ ord }) => pairs[ord - 1] as Pair)));
  return rows.map(({ ord, id }) => entryOf(hold, pairs[ord - 1] as Pair, id, values));
}

function entryOf(hold: Hold, { event, listener }: Pair, id: number, values: TriggerValues): Entry {
  const { version } = listener;
  return {
    id, version, shard: event.shard, personId: event.personId, runId: listener.runId, origin: event.origin,
    depth: event.depth, chain: event.chain, cause: event.id, enteredOn: hold.at, step: 0, ending: null,
    trigger: usesTrigger(version) ? (values.get(event.id) ?? {}) : null,
  };
}

