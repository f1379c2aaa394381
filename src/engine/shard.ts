import { micros, toIso, type Instant } from "#kernel/clock.ts";
import { sql, type Sql } from "#kernel/sql.ts";
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
 */
export async function holdShards<T>(
  engine: Engine,
  purpose: Purpose,
  shards: readonly number[],
  work: (hold: Hold) => Promise<T>,
): Promise<T> {
  return engine.db.transaction(purpose, async (tx) => {
    const hold = await holdMore(engine, tx, shards);
    const result = await work(hold);
    await stamp(hold);
    return result;
  });
}

/** Locks shards inside a transaction that holds none yet. */
export async function holdMore(engine: Engine, tx: Connection, shards: readonly number[]): Promise<Hold> {
  const rows = await lockShards(tx, shards);
  if (!areOf(engine.definitions, rows)) await readAnew(engine, tx);
  return holdAt(engine, tx, shards, latestOf(rows));
}

/**
 * The same without waiting for the locks: `work` begins on the supposition that these shards had no later instant than
 * ours, and that the definitions are still as we know them. Its statements are worked after the locks are taken all the
 * same. Where it was not so, everything is rolled back and done again by {@link holdShards}: `work` may run twice.
 */
export async function holdShardsAhead<T>(
  engine: Engine,
  purpose: Purpose,
  shards: readonly number[],
  work: (hold: Hold) => Promise<T>,
): Promise<T> {
  try {
    return await engine.db.transaction(purpose, async (tx) => {
      const instants = shards.map((shard) => knownOf(engine).get(shard) ?? -Infinity);
      const hold = holdAt(engine, tx, shards, Math.max(...instants));
      const [locked, done] = await Promise.allSettled([lockShards(tx, shards), work(hold)]);
      if (locked.status === "rejected") throw locked.reason;
      if (latestOf(locked.value) >= hold.at || !areOf(hold.definitions, locked.value)) throw new Superseded();
      if (done.status === "rejected") throw done.reason;
      await stamp(hold);
      return done.value;
    });
  } catch (error) {
    if (error instanceof Superseded) return holdShards(engine, purpose, shards, work);
    throw error;
  }
}

/** What was supposed of shards is not so. */
class Superseded extends Error {}

/** What is held of shards whose latest instant is `latest`. */
function holdAt(engine: Engine, tx: Connection, shards: readonly number[], latest: number): Hold {
  const at = micros(Math.max(engine.clock.now(), latest + 1));
  for (const shard of shards) knownOf(engine).set(shard, at);
  return { tx, shards: [...new Set(shards)], at, definitions: engine.definitions, since: performance.now() };
}

const lockShards = (tx: Connection, shards: readonly number[]): Promise<ShardRow[]> =>
  tx.rows<ShardRow>(
    sql`select last_instant, epoch from shard where shard = any(${[...new Set(shards)]}::smallint[]) order by shard for no key update`,
    { prepare: true },
  );

/** Takes creation lanes, before any shard: for work that creates people by key. */
export const lockLanes = (lanes: readonly number[]): Sql =>
  sql`select from lane where lane = any(${[...new Set(lanes)]}::smallint[]) order by lane for update`;

/** Leaves the instant in the shards: to be called last in every transaction that holds them. */
export const stamp = ({ tx, at, shards }: Hold): Promise<void> =>
  tx.send(
    sql`update shard set last_instant = ${toIso(at)}::timestamptz where shard = any(${[...shards]}::smallint[])`,
  );

const latestOf = (rows: readonly ShardRow[]): number => Math.max(...rows.map((row) => row.last_instant));

const areOf = ({ catalog }: Definitions, rows: readonly ShardRow[]): boolean =>
  rows.every((row) => row.epoch === catalog.epoch);

/** The latest instants this process knows of, by shard; a moved clock, like everything else that is new, is another epoch. */
const known = new WeakMap<Definitions, Map<number, Instant>>();

function knownOf({ definitions }: Engine): Map<number, Instant> {
  let instants = known.get(definitions);
  if (!instants) known.set(definitions, (instants = new Map()));
  return instants;
}
