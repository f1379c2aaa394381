import { toIso, type Instant } from "#kernel/clock.ts";
import { sql, type Sql } from "#kernel/sql.ts";
import { priorities } from "#domain/priority.ts";
import { actions } from "#vocabulary/actions/index.ts";
import type { Version } from "./catalog.ts";

/** Who caused an entry: somebody just now, or a mass of people at once. Inherited by what the entry causes. */
export type Origin = "live" | "bulk";
export const originNumber = (origin: Origin): number => (origin === "live" ? 0 : 1);

/** How urgent an entry is that stands before a step: the number in `entry.class`. Nothing left to do is not urgent. */
export const classBefore = ({ flow }: Pick<Version, "flow">, step: number): number =>
  priorities.indexOf(actions.get(flow.steps[step]?.action ?? "")?.priority ?? "low");

/** How an entry ended, in the order of the numbers in `entry.how`. Who was `refused` never was in the flow, and one that is `tested` only was tried. */
export const endings = ["finished", "removed", "aborted", "refused", "failed", "merged", "tested"] as const;
export type Ending = (typeof endings)[number];

/** One person's way through one flow of a trigger campaign, while the engine works it. */
export interface Entry {
  readonly id: number;
  readonly shard: number;
  readonly personId: number;
  readonly runId: number;
  /** Inside an executable: the run in whose service it is. */
  readonly serves?: number;
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
  /** The index of the step to do next. */
  step: number;
  ending: Ending | null;
  /** The campaign whose tokens it uses instead of its own: that of the flow that executes it. */
  readonly tokens?: Version["campaign"];
  /** It is of an executable: it ends in the transaction it began in, before what executes it goes on. */
  readonly executed?: boolean;
  /** The entry of the flow that executes it. */
  readonly parent?: Entry;
  /** It stays in the step it came to; where it goes on, and when, is written. */
  waits: boolean;
}

/** The relation of a cohort of entries: shard, person_id, entry_id, trigger. */
export const entryRelation = (entries: readonly Entry[]): Sql => sql`select * from unnest(
  ${entries.map((one) => one.shard)}::smallint[], ${entries.map((one) => one.personId)}::bigint[],
  ${entries.map((one) => one.id)}::bigint[], ${entries.map((one) => (one.trigger ? JSON.stringify(one.trigger) : null))}::jsonb[]
) as e (shard, person_id, entry_id, trigger)`;

/** Leaves where entries stand at the end of a transaction: over, or due, those that were due before still in their old place. */
export const updateEntries = (entries: readonly Entry[], at: Instant): Sql => sql`
  update entry t set step = e.step, how = e.how,
    due = case when e.how is null then coalesce(t.due, ${toIso(at)}::timestamptz) end,
    ended_on = case when e.how is not null then ${toIso(at)}::timestamptz end
  from unnest(
    ${entries.map((one) => one.shard)}::smallint[], ${entries.map((one) => one.runId)}::integer[],
    ${entries.map((one) => one.personId)}::bigint[], ${entries.map((one) => one.id)}::bigint[],
    ${entries.map((one) => (one.ending ? null : one.step))}::smallint[],
    ${entries.map((one) => (one.ending ? endings.indexOf(one.ending) : null))}::smallint[]
  ) as e (shard, run_id, person_id, id, step, how)
  where t.shard = e.shard and t.run_id = e.run_id and t.person_id = e.person_id and t.id = e.id`;
