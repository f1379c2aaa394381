import { micros, toIso } from "#kernel/clock.ts";
import { join, sql, type Sql } from "#kernel/sql.ts";
import type { Filter } from "#domain/rules.ts";
import { activityMatches } from "#vocabulary/activity-rule.ts";
import type { Scope } from "#vocabulary/define.ts";
import { filterCondition } from "#vocabulary/rules.ts";
import type { Event } from "./admit.ts";
import type { ListeningTrigger } from "./definitions.ts";
import type { Hold } from "./shard.ts";

/**
 * Distinct conditions on people, and on the events that happened to them, asked in one statement: a row per event, a
 * bit per condition. Equal rules of several campaigns are one condition.
 */
export class ConditionSet {
  private readonly columns = new Map<string, { index: number; condition: Sql }>();
  private readonly answers = new Map<number, readonly boolean[]>();
  private readonly hold: Hold;
  /** The alias whose columns are the event's. */
  private readonly event: Sql;
  /** Some condition reads the event itself. */
  readsEvent = false;

  constructor(hold: Hold, event: Sql) {
    this.hold = hold;
    this.event = event;
  }

  get size(): number {
    return this.columns.size;
  }

  addFilter(filter: Filter): void {
    const scope: Scope = { catalog: this.hold.definitions.catalog, at: this.hold.at, reach: "each", seed: 0 };
    this.add(textOf(filter), () => filterCondition(filter, scope));
  }

  addTrigger(typeId: number, { trigger }: ListeningTrigger): void {
    const { catalog } = this.hold.definitions;
    const definition = catalog.activities.get(trigger.trigger);
    if (definition?.id !== typeId) return;
    this.readsEvent = true;
    this.add(textOf(trigger), () =>
      activityMatches(definition, trigger, this.event, catalog, {
        at: this.hold.at,
        reach: "each",
        calendar: catalog.calendar,
      }),
    );
  }

  private add(key: string, condition: () => Sql): void {
    if (!this.columns.has(key)) this.columns.set(key, { index: this.columns.size, condition: condition() });
  }

  /** The answers, as one array of booleans over `p` and the event's alias. */
  get bits(): Sql {
    if (this.size === 0) return sql`null::boolean[]`;
    return sql`array[${join(
      [...this.columns.values()].map(({ condition }) => sql`(${condition})`),
      ", ",
    )}]`;
  }

  /** Takes the answers of a statement that selected {@link bits}. One event per person. */
  accept(rows: readonly { readonly personId: number; readonly bits: readonly boolean[] | null }[]): void {
    for (const { personId, bits } of rows) if (bits) this.answers.set(personId, bits);
  }

  /** Asks in a statement of its own, about events that are in the log. */
  async ask(events: readonly Event[]): Promise<void> {
    if (this.size === 0 || events.length === 0) return;
    const activity = this.readsEvent
      ? sql`join activity ${this.event} on ${this.event}.shard = e.shard and ${this.event}.person_id = e.person_id
          and ${this.event}.occurred_on = e.occurred_on::timestamptz and ${this.event}.id = e.id
          and ${this.event}.recorded_on = ${toIso(this.hold.at)}::timestamptz`
      : sql``;
    this.accept(
      await this.hold.tx.rows(
        sql`select e.person_id as "personId", ${this.bits} as bits from unnest(
            ${events.map((one) => one.shard)}::smallint[], ${events.map((one) => one.personId)}::bigint[],
            ${events.map((one) => one.id)}::bigint[], ${events.map((one) => toIso(micros(one.occurredOn)))}::text[]) e (shard, person_id, id, occurred_on)
          join person p on p.shard = e.shard and p.id = e.person_id ${activity}`,
        { prepare: true },
      ),
    );
  }

  /** `undefined` when it was not asked. */
  filter({ personId }: Event, filter: Filter): boolean | undefined {
    return this.answer(personId, textOf(filter));
  }

  trigger({ personId }: Event, { trigger }: ListeningTrigger): boolean {
    return this.answer(personId, textOf(trigger)) ?? false;
  }

  private answer(person: number, key: string): boolean | undefined {
    const column = this.columns.get(key);
    return column && (this.answers.get(person)?.[column.index] ?? false);
  }
}

const texts = new WeakMap<object, string>();

function textOf(rule: object): string {
  let text = texts.get(rule);
  if (text === undefined) texts.set(rule, (text = JSON.stringify(rule)));
  return text;
}
