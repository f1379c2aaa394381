import { SystemClock, type Clock } from "#kernel/clock.ts";
import { sql } from "#kernel/sql.ts";
import type { Connection, Database, Runner } from "#store/db.ts";
import { ensurePartitions } from "#store/partitions.ts";
import { loadDefinitions, type Definitions } from "./definitions.ts";
import { SharedClock } from "./shared-clock.ts";
import { Turns } from "./turns.ts";

/** What everything in the engine works with: the database, the clock, what it knows by heart, and whose turn it is. */
export interface Engine {
  readonly db: Database;
  readonly clock: Clock;
  readonly turns: Turns;
  /** The definitions as last read; a transaction that holds a shard knows whether they are stale. */
  definitions: Definitions;
}

/**
 * Opens the engine on a migrated database.
 *
 * @param clock left out: the machine's clock, moved as the database says
 */
export async function openEngine(
  db: Database,
  clock: Clock = new SharedClock(new SystemClock()),
): Promise<Engine> {
  if (clock instanceof SharedClock) await clock.read(db);
  await ensurePartitions(db, clock.now());
  return { db, clock, turns: new Turns(), definitions: await loadDefinitions(db) };
}

/** Reads the definitions, and how the clock was moved, as `runner` sees them. What was read later than by others stays. */
export async function readAnew(engine: Engine, runner: Runner): Promise<void> {
  if (engine.clock instanceof SharedClock) await engine.clock.read(runner);
  const read = await loadDefinitions(runner);
  if (read.catalog.epoch >= engine.definitions.catalog.epoch) engine.definitions = read;
}

/** Reads the definitions anew, as the database has them now. */
export async function refreshDefinitions(engine: Engine): Promise<Definitions> {
  await readAnew(engine, engine.db);
  return engine.definitions;
}

/** The definitions for who holds no shard: read anew if another process has changed them. */
export async function currentDefinitions(engine: Engine): Promise<Definitions> {
  const epoch = await engine.db.first<{ epoch: number }>(sql`select min(epoch) as epoch from shard`);
  return epoch?.epoch === engine.definitions.catalog.epoch ? engine.definitions : refreshDefinitions(engine);
}

/**
 * Changes definitions: `change` finds the newest in `engine.definitions` and runs while no transaction of the engine does;
 * from its commit on every transaction everywhere sees the new ones. Keep it short.
 */
export async function changeDefinitions<T>(
  engine: Engine,
  change: (tx: Connection) => Promise<T>,
): Promise<T> {
  const result = await engine.db.transaction("read", async (tx) => {
    const [shard] = await tx.rows<{ epoch: number }>(
      sql`select epoch from shard order by shard for no key update`,
    );
    if (shard?.epoch !== engine.definitions.catalog.epoch) await readAnew(engine, tx);
    const value = await change(tx);
    await tx.rows(sql`update shard set epoch = epoch + 1`);
    return value;
  });
  await refreshDefinitions(engine);
  return result;
}
