import { toIso, type Instant } from "#kernel/clock.ts";
import { sql, type Sql } from "#kernel/sql.ts";
import type { Version } from "./catalog.ts";

/** Who caused an entry: somebody just now, or a mass of people at once. Inherited by what the entry causes. */
export type Origin = "live" | "bulk";
export const originNumber = (origin: Origin): number => (origin === "live" ? 0 : 1);

/** How an entry ended, in the order of the numbers in `entry.how`. */
export const endings = ["finished", "removed", "aborted", "refused", "failed"] as const;
export type Ending = (typeof endings)[number];

/** One person's way through one flow of a trigger campaign, while the engine works it. */
export interface Entry {
  readonly id: number;
  readonly shard: number;
  readonly personId: number;
  readonly runId: number;
  readonly version: Version;
  readonly origin: Origin;
  /** How many campaigns stand in its chain of causes. */
  readonly depth: number;
  /** Those campaigns, oldest first. */
  readonly chain: readonly number[];
  /** The activity that admitted it. */
  readonly cause: number | null;
  /** The event's values, when the flow uses trigger tokens. */
  readonly trigger: Readonly<Record<string, unknown>> | null;
  readonly enteredOn: Instant;
  /** The index of the step to do next. */
  step: number;
  ending: Ending | null;
}

/** The relation of a cohort of entries: shard, person_id, entry_id, trigger. */
export const entryRelation = (entries: readonly Entry[]): Sql => sql`select * from unnest(
  ${entries.map((one) => one.shard)}::smallint[], ${entries.map((one) => one.personId)}::bigint[],
  ${entries.map((one) => one.id)}::bigint[], ${entries.map((one) => (one.trigger ? JSON.stringify(one.trigger) : null))}::jsonb[]
) as e (shard, person_id, entry_id, trigger)`;

/** Writes entries that were admitted in this transaction, as they stand at its end. */
export const insertEntries = (entries: readonly Entry[], at: Instant): Sql => sql`
  insert into entry (shard, origin, step, depth, how, run_id, version_id, person_id, id, cause, entered_on, due, ended_on, chain, trigger)
  select shard, origin, step, depth, how, run_id, version_id, person_id, id, cause, entered_on::timestamptz,
    case when how is null then ${toIso(at)}::timestamptz end, case when how is not null then ${toIso(at)}::timestamptz end,
    string_to_array(nullif(chain, ''), ',')::integer[], trigger
  from unnest(
    ${entries.map((one) => one.shard)}::smallint[], ${entries.map((one) => originNumber(one.origin))}::smallint[],
    ${entries.map((one) => (one.ending ? null : one.step))}::smallint[], ${entries.map((one) => one.depth)}::smallint[],
    ${entries.map((one) => (one.ending ? endings.indexOf(one.ending) : null))}::smallint[],
    ${entries.map((one) => one.runId)}::integer[], ${entries.map((one) => one.version.id)}::integer[],
    ${entries.map((one) => one.personId)}::bigint[], ${entries.map((one) => one.id)}::bigint[],
    ${entries.map((one) => one.cause)}::bigint[], ${entries.map((one) => toIso(one.enteredOn))}::text[],
    ${entries.map((one) => one.chain.join(","))}::text[], ${entries.map((one) => (one.trigger ? JSON.stringify(one.trigger) : null))}::jsonb[]
  ) as e (shard, origin, step, depth, how, run_id, version_id, person_id, id, cause, entered_on, chain, trigger)`;

/** Leaves the new position of entries that were in the table before. */
export const updateEntries = (entries: readonly Entry[], at: Instant): Sql => sql`
  update entry t set step = e.step, how = e.how,
    due = case when e.how is null then ${toIso(at)}::timestamptz end,
    ended_on = case when e.how is not null then ${toIso(at)}::timestamptz end
  from unnest(
    ${entries.map((one) => one.shard)}::smallint[], ${entries.map((one) => one.runId)}::integer[],
    ${entries.map((one) => one.personId)}::bigint[], ${entries.map((one) => one.id)}::bigint[],
    ${entries.map((one) => (one.ending ? null : one.step))}::smallint[],
    ${entries.map((one) => (one.ending ? endings.indexOf(one.ending) : null))}::smallint[]
  ) as e (shard, run_id, person_id, id, step, how)
  where t.shard = e.shard and t.run_id = e.run_id and t.person_id = e.person_id and t.id = e.id`;
