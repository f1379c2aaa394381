import { micros, toIso, type Instant } from "#kernel/clock.ts";
import type { Connection, Purpose } from "#store/db.ts";
import type { Definitions } from "./definitions.ts";
import { readAnew, type Engine } from "./engine.ts";

/** A transaction that holds some shards: the only way to write rows of people. */
export interface Hold {
  readonly tx: Connection;
  readonly shards: readonly number[];
  /** The instant of the transaction: later than every earlier one of these shards, whatever the clocks say. */
  readonly at: Instant;
  /** The definitions in force at that instant. */
  readonly definitions: Definitions;
  /** Since when the shards are held, in milliseconds of `performance.now()`. */
  readonly since: number;
}

interface ShardRow {
  last_instant: Instant;
  epoch: number;
}

/**
 * Runs `work` in one transaction that holds these shards. They are locked in ascending order by a statement of their
 * own, before any that reads: a statement's snapshot is older than the locks it waits for.
 *
 * @param lanes creation lanes to take first, for work that creates people by key
 */
export async function holdShards<T>(
  engine: Engine,
  purpose: Purpose,
  shards: readonly number[],
  work: (hold: Hold) => Promise<T>,
  lanes: readonly number[] = [],
): Promise<T> {
  const held = [...new Set(shards)].toSorted((a, b) => a - b);
  const begin = (lanes.length > 0 ? `${lockLanes(lanes)}; ` : "") + lockShards(held);
  let hold: Hold | undefined;
  return engine.db.transaction(
    purpose,
    async (tx, rows) => work((hold = await enter(engine, tx, held, rows as unknown as ShardRow[]))),
    begin,
    () => (hold ? stampText(hold) : ""),
  );
}

/** Locks further shards inside a transaction that holds lanes but no shard yet. */
export async function holdMore(engine: Engine, tx: Connection, shards: readonly number[]): Promise<Hold> {
  const held = [...new Set(shards)].toSorted((a, b) => a - b);
  const result = await tx.client.query<ShardRow>(lockShards(held));
  return enter(engine, tx, held, result.rows);
}

/** Leaves the instant in the shards: to be run last in every transaction that holds them. */
export const stampText = ({ at, shards }: Hold): string =>
  `update shard set last_instant = '${toIso(at)}' where shard in (${shards.join(",") || "-1"})`;

export const lockShards = (shards: readonly number[]): string =>
  `select last_instant, epoch from shard where shard in (${shards.join(",") || "-1"}) order by shard for no key update`;

export const lockLanes = (lanes: readonly number[]): string =>
  `select from lane where lane in (${[...new Set(lanes)].join(",") || "-1"}) order by lane for update`;

async function enter(
  engine: Engine,
  tx: Connection,
  shards: readonly number[],
  rows: readonly ShardRow[],
): Promise<Hold> {
  const last = Math.max(...rows.map((row) => row.last_instant));
  const epoch = Math.max(...rows.map((row) => row.epoch));
  if (epoch !== engine.definitions.catalog.epoch && rows.length > 0) await readAnew(engine, tx);
  return {
    tx,
    shards,
    at: micros(Math.max(engine.clock.now(), last + 1)),
    definitions: engine.definitions,
    since: performance.now(),
  };
}
