import { toIso, type Instant } from "#kernel/clock.ts";
import { sql } from "#kernel/sql.ts";
import { loadVersions, type Version } from "./catalog.ts";
import type { Engine } from "./engine.ts";
import type { Entry } from "./entry.ts";
import { runEntries } from "./executor.ts";
import { holdShards, type Hold } from "./shard.ts";

/** How many people's entries are worked in one transaction, and how many steps of them. */
const PIECE = 1_000;
const STEPS = 8;

/** Shards that have entries to be worked by now; a shard whose last instant is ahead of the clock is at that instant. */
export async function dueShards(engine: Engine): Promise<number[]> {
  const rows = await engine.db.rows<{ shard: number }>(sql`
    select shard from shard s where exists (
      select from entry e where e.shard = s.shard and e.due <= greatest(${toIso(engine.clock.now())}::timestamptz, s.last_instant)) order by shard`);
  return rows.map((row) => row.shard);
}

/**
 * Works some of a shard's due entries, live ones first, the oldest first: one transaction. Gives how many there were.
 * An entry keeps its place when the process dies; positions and effects are one transaction.
 */
export function workDue(engine: Engine, shard: number): Promise<number> {
  return holdShards(engine, "bulk", [shard], async (hold) => {
    const entries = await dueEntries(hold, shard, hold.at);
    if (entries.length > 0) await runEntries(hold, entries, [], { steps: STEPS });
    return entries.length;
  });
}

interface DueRow extends Omit<Entry, "version" | "ending" | "origin" | "chain"> {
  readonly versionId: number;
  readonly origin: number;
  readonly chain: number[] | null;
}

async function dueEntries({ tx, definitions }: Hold, shard: number, at: Instant): Promise<Entry[]> {
  const rows = await tx.rows<DueRow>(
    sql`select id, shard, person_id as "personId", run_id as "runId", version_id as "versionId", origin, depth, chain, cause, trigger,
        entered_on as "enteredOn", step
      from entry where shard = ${shard}::smallint and due <= ${toIso(at)}::timestamptz order by origin, due, id limit ${PIECE}`,
    { prepare: true },
  );
  if (rows.length === 0) return [];
  const versions = await loadVersions(
    tx,
    [...new Set(rows.map((row) => row.versionId))],
    definitions.catalog,
  );
  return rows.map(({ versionId, origin, chain, ...row }) => ({
    ...row,
    chain: chain ?? [],
    origin: origin === 0 ? "live" : "bulk",
    version: versions.get(versionId) as Version,
    ending: null,
  }));
}
