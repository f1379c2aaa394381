import { toIso, type Instant } from "#kernel/clock.ts";
import { sql } from "#kernel/sql.ts";
import { candidates } from "./audience.ts";
import { loadVersions, type Version } from "./catalog.ts";
import type { Engine } from "./engine.ts";
import { nextSize } from "./march.ts";
import { stepPeople, type Piece } from "./piece.ts";
import type { Runnable } from "./runs.ts";
import { holdShards, type Hold } from "./shard.ts";

/** How many went which way through a step, as table `run_count` has it. */
export interface StepCount {
  /** The step's identity. */
  readonly step: number;
  readonly choice: number;
  readonly result: number;
  readonly reason: string;
  readonly people: number;
}

/** What a campaign would do. */
export interface DryRun {
  /** How many people it was tried on. */
  readonly asked: number;
  readonly counts: readonly StepCount[];
  /** How many people other campaigns would let in because of it, by number. */
  readonly setsOff: ReadonlyMap<number, number>;
  readonly asOf: Instant;
}

/** The first size of a piece, in people; after that its time decides. */
const FIRST_PIECE = 256;
/** Below that what each statement costs by itself weighs more than its people. */
const LEAST_PIECE = 128;
const LARGEST_PIECE = 2_048;

/**
 * Does a campaign's flow for a sample of those who would enter now, in transactions that are rolled back, and counts. A piece
 * is people of one shard, taken through all steps: the shard is held no longer than that (docs/decisions/0035-trying-a-flow.md).
 *
 * @param most how many people; drawn by a hash of their number, so the same people each time
 */
export async function dryRun(engine: Engine, campaign: Runnable, most: number): Promise<DryRun> {
  const asOf = engine.clock.now();
  const sample = await engine.db.rows<{ shard: number; id: number }>(sql`
    select shard, id from (select p.shard, p.id ${candidates(engine, campaign, asOf)} and m.person_id is null order by hashint8(p.id), p.id limit ${most}) q
    order by shard, id`);
  const [run] = await engine.db.rows<{ id: number }>(
    sql`select nextval(pg_get_serial_sequence('campaign_run', 'id'))::integer as id`,
  );
  const sums = new Sums();
  for (const [shard, people] of Map.groupBy(sample, (one) => one.shard)) {
    const ids = people.map((one) => one.id);
    await inPieces(engine, ids, async (piece) => {
      const at = { shard, ids: piece, run: run?.id as number };
      sums.add(await rolledBack(engine, shard, (hold) => goThrough(hold, campaign, at, sums.claims)));
    });
  }
  return { asked: sample.length, counts: [...sums.counts.values()], setsOff: sums.setsOff, asOf };
}

async function inPieces(
  engine: Engine,
  ids: readonly number[],
  doPiece: (ids: readonly number[]) => Promise<void>,
): Promise<void> {
  let size = FIRST_PIECE;
  let took: number | undefined;
  for (let from = 0; from < ids.length;) {
    await engine.turns.bulk(took);
    const began = performance.now();
    const piece = ids.slice(from, from + size);
    await doPiece(piece);
    from += piece.length;
    took = performance.now() - began;
    size = nextSize(size, took, LEAST_PIECE, LARGEST_PIECE);
  }
}

/** What was done is taken back. */
class Undone extends Error {}

/** Works in a transaction that holds a shard and is rolled back whatever happens. */
async function rolledBack<T>(engine: Engine, shard: number, work: (hold: Hold) => Promise<T>): Promise<T> {
  const found: T[] = [];
  await holdShards(engine, "bulk", [shard], async (hold) => {
    found.push(await work(hold));
    throw new Undone();
  }).catch((error: unknown) => {
    if (!(error instanceof Undone)) throw error;
  });
  return found[0] as T;
}

/** People of a shard, and the number of the run that is never there. */
interface Some {
  readonly shard: number;
  readonly ids: readonly number[];
  readonly run: number;
}

/** An address that got the mail of a step: who else has it gets none. */
interface Claim {
  readonly step: number;
  readonly address: string;
  readonly person: number;
}

interface Found {
  readonly counts: readonly StepCount[];
  readonly setsOff: readonly { readonly campaign: number; readonly people: number }[];
  readonly claims: readonly Claim[];
}

/** Enters some people and does all steps, as a batch does; who waits goes on at once. */
async function goThrough(
  hold: Hold,
  campaign: Runnable,
  some: Some,
  claims: readonly Claim[],
): Promise<Found> {
  const { tx, at, definitions } = hold;
  const version = (await loadVersions(tx, [campaign.version.id], definitions.catalog)).get(
    campaign.version.id,
  ) as Version;
  await enter(hold, campaign, some, claims);
  const range = { shards: [some.shard], from: some.ids[0] ?? 0, until: (some.ids.at(-1) ?? 0) + 1 };
  for (const step of version.flow.steps.keys()) {
    const piece: Piece = {
      run: { id: some.run, scheduledFor: at },
      version,
      step: step + 1,
      ...range,
      size: some.ids.length,
    };
    await stepPeople(hold, piece, range);
    await tx.rows(sql`update entry set due = null, step = null
      where shard = ${some.shard}::smallint and run_id = ${some.run} and due is not null`);
  }
  const counts = await tx.rows<StepCount>(
    sql`select step, choice, result, reason, people from run_count where shard = ${some.shard}::smallint and run_id = ${some.run} order by 1, 2, 3, 4`,
  );
  const listeners = definitions.listeners.map(({ runId }) => runId);
  const setsOff = await tx.rows<Found["setsOff"][number]>(sql`
    select r.campaign_id as campaign, count(distinct e.person_id) as people from entry e join campaign_run r on r.id = e.run_id
    where e.shard = ${some.shard}::smallint and e.run_id = any(${listeners}::integer[]) and e.entered_on = ${toIso(at)}::timestamptz group by 1`);
  const claimed = await tx.rows<Claim>(
    sql`select step, address, person_id as person from send_address where run_id = ${some.run}`,
  );
  return { counts, setsOff, claims: claimed };
}

async function enter(
  { tx, at }: Hold,
  { id, mode, version }: Runnable,
  { shard, ids, run }: Some,
  claims: readonly Claim[],
): Promise<void> {
  const now = sql`${toIso(at)}::timestamptz`;
  await tx.rows(sql`insert into campaign_run (id, campaign_id, version_id, kind, state, scheduled_for, started_on) overriding system value
    values (${run}, ${id}, ${version.id}, ${mode === "batch" ? "batch" : "trigger"}, 'dry', ${now}, ${now})`);
  await tx.rows(sql`
    with there as (select p.shard, p.id from person p where p.shard = ${shard}::smallint and p.id = any(${[...ids]}::bigint[])),
      entered as (
        insert into membership as m (shard, campaign_id, person_id, times, first_on, last_on) select shard, ${id}::integer, id, 1, ${now}, ${now} from there
        on conflict (shard, campaign_id, person_id) do update set times = m.times + 1, last_on = excluded.last_on)
    insert into entry (shard, origin, run_id, version_id, person_id, entered_on) select shard, 1, ${run}::integer, ${version.id}::integer, id, ${now} from there`);
  if (claims.length > 0)
    await tx.rows(sql`insert into send_address (run_id, step, address, person_id)
      select ${run}::integer, * from unnest(${claims.map((one) => one.step)}::smallint[], ${claims.map((one) => one.address)}::text[], ${claims.map((one) => one.person)}::bigint[])`);
}

/** What the pieces found, together. */
class Sums {
  readonly counts = new Map<string, StepCount>();
  readonly setsOff = new Map<number, number>();
  claims: readonly Claim[] = [];

  add({ counts, setsOff, claims }: Found): void {
    for (const one of counts) {
      const key = `${one.step} ${one.choice} ${one.result} ${one.reason}`;
      this.counts.set(key, { ...one, people: one.people + (this.counts.get(key)?.people ?? 0) });
    }
    for (const { campaign, people } of setsOff)
      this.setsOff.set(campaign, people + (this.setsOff.get(campaign) ?? 0));
    this.claims = claims;
  }
}
