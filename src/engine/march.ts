import { sql } from "#kernel/sql.ts";
import type { Engine } from "./engine.ts";
import { END } from "./run.ts";
import { tellPlanner } from "./statistics.ts";
import { PIECE_TIME } from "./turns.ts";

/** The first size of a piece, in people; after that its time decides. */
const FIRST_PIECE = 2048;

/** Some of a run's people: of several shards all, of one shard a range. */
export interface Part {
  readonly shards: readonly number[];
  /** The number of the first person. */
  readonly from: number;
  /** How many people, if it is of one shard. */
  readonly size: number;
}

/** How many people a run has in each shard. */
export async function peopleByShard(engine: Engine, runId: number): Promise<Map<number, number>> {
  const rows = await engine.db.rows<{ shard: number; people: number }>(
    sql`select shard, count(*) as people from entry where run_id = ${runId} group by shard order by shard`,
  );
  await tellPlanner(
    engine,
    rows.reduce((sum, row) => sum + row.people, 0),
  );
  return new Map(rows.map((row) => [row.shard, row.people]));
}

/** A step of a run, to be done for all of its people. */
export interface March {
  readonly runId: number;
  readonly step: number;
  readonly shards: ReadonlyMap<number, number>;
  /** How many pieces are worked at once. */
  readonly workers: number;
}

/**
 * Does a step for everybody, piece by piece, from where it stands.
 *
 * @param doPiece gives where the next piece starts, or nothing when the run no longer goes on
 * @returns false when the run was aborted or paused meanwhile
 */
export async function march(
  engine: Engine,
  { runId, step, shards, workers }: March,
  doPiece: (part: Part) => Promise<number | undefined>,
): Promise<boolean> {
  const places = await engine.db.rows<{ shard: number; next: number }>(
    sql`select shard, next_person as next from run_place where run_id = ${runId} and step = ${step}`,
  );
  const next = new Map(places.map((place) => [place.shard, place.next]));
  const left = groups(new Map([...shards].filter(([shard]) => next.get(shard) !== END)), next);
  let size = FIRST_PIECE;
  let alive = true;
  const worker = async (): Promise<void> => {
    let took: number | undefined;
    for (let group = left.shift(); group && alive; group = left.shift()) {
      for (let from = group.length === 1 ? (next.get(group[0] as number) ?? 0) : 0; from !== END && alive;) {
        await engine.turns.bulk(took);
        const began = performance.now();
        const done = await doPiece({ shards: group, from, size });
        took = performance.now() - began;
        if (done === undefined) alive = false;
        else from = done;
        size = nextSize(size, took);
      }
    }
  };
  await Promise.all(Array.from({ length: workers }, worker));
  return alive;
}

/** Shards with few people share a piece; the others, and those that were begun alone, have pieces of their own. */
function groups(shards: ReadonlyMap<number, number>, begun: ReadonlyMap<number, number>): number[][] {
  const found: number[][] = [];
  let open: number[] = [];
  let people = 0;
  for (const [shard, count] of shards) {
    if (count > FIRST_PIECE / 2 || begun.has(shard)) found.push([shard]);
    else {
      open.push(shard);
      people += count;
      if (people > FIRST_PIECE) {
        found.push(open);
        open = [];
        people = 0;
      }
    }
  }
  if (open.length > 0) found.push(open);
  return found;
}

/** The size of the next piece, after one of `size` took so many milliseconds. */
export const nextSize = (size: number, took: number, least = 256, most = 16_384): number =>
  Math.round(
    Math.min(most, Math.max(least, size * Math.min(2, Math.max(0.5, PIECE_TIME / Math.max(1, took))))),
  );
