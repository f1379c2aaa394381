import { micros, type Instant } from "#kernel/clock.ts";
import { sql } from "#kernel/sql.ts";
import { entersAgainAfter, type Qualification } from "#domain/qualification.ts";
import { didNotEnter } from "#vocabulary/activities/did-not-enter.ts";
import type { Engine } from "./engine.ts";
import { explainPerson, type Explained, type Happened } from "./smart-list.ts";
import type { Version } from "./catalog.ts";

/** Why somebody is or is not in a campaign. */
export interface Why {
  /** How often and when they entered; `null`: never. */
  readonly entered: { readonly times: number; readonly first: Instant; readonly last: Instant } | null;
  /** Whether the qualification rule would let them in now, and when it next does (`null`: never again). */
  readonly qualification: {
    readonly rule: Qualification;
    readonly allows: boolean;
    readonly next: Instant | null;
  };
  /** Since when it listens to its triggers; `null`: it is not active. */
  readonly active: Instant | null;
  /** What the filters say of them now, and whether the triggers ever happened to them. */
  readonly now: {
    readonly holds: boolean;
    readonly filters: readonly Explained[];
    readonly triggers: readonly Happened[];
  };
  /** Events that a trigger wanted and that were refused, newest first, with every filter as it was judged then. */
  readonly refusals: readonly Refused[];
}

export interface Refused {
  readonly occurredOn: Instant;
  readonly reason: string;
  readonly cause: number;
  readonly filters: readonly { readonly holds: boolean; readonly seen: Record<string, unknown> }[];
}

/** Asks the records: nothing is guessed. `undefined`: no such person. */
export async function why(
  engine: Engine,
  version: Version,
  person: { shard: number; id: number },
): Promise<Why | undefined> {
  const at = engine.clock.now();
  const now = await explainPerson(
    engine.db,
    { rules: version.rules, catalog: engine.definitions.catalog, at },
    person,
  );
  if (!now) return undefined;
  const [entered] = await engine.db.rows<{ times: number; first: Instant; last: Instant }>(sql`
    select times, first_on as first, last_on as last from membership
    where shard = ${person.shard}::smallint and campaign_id = ${version.campaign.id} and person_id = ${person.id}`);
  const [active] = await engine.db.rows<{ since: Instant }>(sql`
    select r.started_on as since from campaign c join campaign_run r on r.id = c.active_run_id where c.id = ${version.campaign.id}`);
  const refusals = await engine.db.rows<Refused>(sql`
    select occurred_on as "occurredOn", reason, (attributes ->> 'cause')::bigint as cause, attributes -> 'filters' as filters from activity
    where shard = ${person.shard}::smallint and person_id = ${person.id} and type_id = ${didNotEnter.id} and asset_id = ${version.campaign.id}
    order by occurred_on desc, id desc limit 20`);
  return {
    entered: entered ?? null,
    qualification: qualification(version.qualification, entered?.last, at),
    active: active?.since ?? null,
    now,
    refusals,
  };
}

function qualification(rule: Qualification, last: Instant | undefined, at: Instant): Why["qualification"] {
  if (last === undefined || last <= entersAgainAfter(rule, at)) return { rule, allows: true, next: at };
  if (rule.rule === "once") return { rule, allows: false, next: null };
  return { rule, allows: false, next: micros(last + (at - entersAgainAfter(rule, at))) };
}
