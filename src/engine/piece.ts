import { instantText, toIso } from "#kernel/clock.ts";
import { sql, type Sql } from "#kernel/sql.ts";
import { NO_CAMPAIGN } from "#domain/catalog.ts";
import type { Step } from "#domain/flow.ts";
import { entersAgainAfter } from "#domain/qualification.ts";
import { admit } from "./admit.ts";
import type { Part } from "./march.ts";
import { END, type Run } from "./run.ts";
import type { Version } from "./catalog.ts";
import type { Engine } from "./engine.ts";
import { endings } from "./entry.ts";
import type { RecordedRow } from "./record.ts";
import { holdShards, type Hold } from "./shard.ts";
import { deleteInFlow } from "./people/delete-people.ts";
import type { One } from "./people/move-rows.ts";
import { runGoesOn } from "./pause.ts";
import { bornEntries } from "./execute.ts";
import { runEntries } from "./executor.ts";
import { stepKind, stepStatement, type Born, type StepWork } from "./step.ts";

/** Some of a run's people before one step. */
export interface Piece extends Part {
  readonly run: Pick<Run, "id" | "scheduledFor">;
  readonly version: Version;
  /** 0: they enter. */
  readonly step: number;
}

/** The run is over, its campaign is paused, or another piece came first: everything of this piece is taken back. */
class Lost extends Error {}

/**
 * Does a piece in one transaction; gives where the next one starts, or nothing when the run no longer goes on.
 *
 * @param of the run whose people they are
 * @param work gives in how many shards the run's place moved
 */
export async function doPiece(
  engine: Engine,
  of: number,
  part: Part,
  work: (hold: Hold, people: Range) => Promise<number>,
): Promise<number | undefined> {
  try {
    return await holdShards(engine, "bulk", part.shards, async (hold) => {
      const range = await rangeOf(hold, of, part);
      const moved = await work(hold, range);
      if (moved !== part.shards.length) throw new Lost();
      return range.until;
    });
  } catch (error) {
    if (error instanceof Lost) return undefined;
    throw error;
  }
}

/** The people of a piece, by their numbers. */
export interface Range {
  readonly shards: readonly number[];
  readonly from: number;
  readonly until: number;
}

async function rangeOf({ tx }: Hold, of: number, { shards, from, size }: Part): Promise<Range> {
  if (shards.length > 1) return { shards, from, until: END };
  const [row] = await tx.rows<{ until: number }>(sql`select person_id as until from entry
    where shard = ${shards[0]}::smallint and run_id = ${of} and person_id >= ${from} order by person_id offset ${size} limit 1`);
  return { shards, from, until: row?.until ?? END };
}

export const isShard = (column: Sql, { shards }: Range): Sql =>
  shards.length === 1
    ? sql`${column} = ${shards[0]}::smallint`
    : sql`${column} = any(${[...shards]}::smallint[])`;

/** The people of the piece who are still on their way. */
const entries = (
  { run }: Piece,
  range: Range,
): Sql => sql`select e.shard, e.person_id, e.id as entry_id, e.trigger from entry e
  where ${isShard(sql`e.shard`, range)} and e.run_id = ${run.id}::integer and e.person_id >= ${range.from}::bigint
    and e.person_id < ${range.until}::bigint and e.ended_on is null and e.due is null`;

/** Notes that the piece is done, unless the run is over or paused, or somebody else did it: then it gives fewer rows than shards. */
export const place = (
  { run, step, shards, from }: Part & { run: { id: number }; step: number },
  { until }: Range,
): Sql => sql`
  insert into run_place as r (shard, run_id, step, next_person)
  select s, ${run.id}::integer, ${step}::smallint, ${until}::bigint from unnest(${[...shards]}::smallint[]) s
  where exists (select from campaign_run r where r.id = ${run.id} and r.state = 'running' and ${runGoesOn})
  on conflict (shard, run_id, step) do update set next_person = excluded.next_person where r.next_person = ${from}::bigint
  returning shard`;

/** Lets people in: whoever entered elsewhere since the run began, and may not again, is turned away, and so is whoever was merged or deleted while everybody was read. */
export const enterPiece = (engine: Engine, piece: Piece): Promise<number | undefined> =>
  doPiece(engine, piece.run.id, piece, async ({ tx, at }, range) => {
    const { version, run } = piece;
    const when = toIso(run.scheduledFor);
    const rows = await tx.rows(sql`with base as (${entries(piece, range)}),
      entered as (
        insert into membership as m (shard, campaign_id, person_id, times, first_on, last_on)
        select shard, ${version.campaign.id}::integer, person_id, 1, ${when}::timestamptz, ${when}::timestamptz from base b
        where exists (select from person p where p.shard = b.shard and p.id = b.person_id)
        on conflict (shard, campaign_id, person_id) do update set times = m.times + 1, last_on = greatest(m.last_on, excluded.last_on)
          where m.last_on <= ${instantText(entersAgainAfter(version.qualification, run.scheduledFor))}::timestamptz
        returning shard, person_id),
      refused as (
        update entry e set ended_on = ${toIso(at)}::timestamptz, how = ${endings.indexOf("refused")}
        from base b where e.shard = b.shard and e.run_id = ${run.id} and e.person_id = b.person_id and e.id = b.entry_id
          and (select count(*) from entered) < (select count(*) from base)
          and not exists (select from entered n where n.shard = b.shard and n.person_id = b.person_id))
      ${place(piece, range)}`);
    return rows.length;
  });

/** Does a step for a piece, and notes that it is done. */
export const stepPiece = (engine: Engine, piece: Piece): Promise<number | undefined> =>
  doPiece(engine, piece.run.id, piece, async (hold, range) => {
    await stepPeople(hold, piece, range);
    return (await hold.tx.rows(place(piece, range))).length;
  });

/** Does a step for the people of a piece, and admits them wherever somebody listens; those entries are worked later, as bulk. */
export async function stepPeople(hold: Hold, piece: Piece, range: Range): Promise<void> {
  const step = piece.version.flow.steps[piece.step - 1] as Step;
  const work: StepWork = {
    step,
    version: piece.version,
    runId: piece.run.id,
    serves: piece.run.id,
    next: piece.step,
    at: hold.at,
    origin: "bulk",
    definitions: hold.definitions,
    people: entries(piece, range),
    range: sql`${isShard(sql`p.shard`, range)} and p.id >= ${range.from}::bigint and p.id < ${range.until}::bigint`,
  };
  const ask = <R extends object>(): Promise<R[]> => hold.tx.rows<R>(stepStatement(work));
  const kind = stepKind(work);
  if (kind === "executes") await execute(hold, piece, await ask<Born>());
  else if (kind === "deletes") await deleteInFlow(hold, await ask<One>());
  else if (kind === "heard") await admitCaused(hold, piece, await ask<RecordedRow>());
  else await ask();
}

async function admitCaused(hold: Hold, { version }: Piece, recorded: readonly RecordedRow[]): Promise<void> {
  const chain = version.campaign.id === NO_CAMPAIGN ? [] : [version.campaign.id];
  await admit(
    hold,
    recorded.map((row) => ({ ...row, origin: "bulk", depth: 1, chain })),
    "due",
  );
}

/** Takes the people of a piece through an executable, all of them before the run's next step. */
async function execute(hold: Hold, { version, run }: Piece, rows: readonly Born[]): Promise<void> {
  const children = bornEntries(hold, rows, () => ({
    version,
    serves: run.id,
    origin: "bulk",
    depth: 0,
    chain: [],
    trigger: null,
  }));
  await runEntries(hold, [], children);
  const left = children.filter((entry) => entry.ending === "removed").map((entry) => entry.personId);
  if (left.length > 0)
    await hold.tx
      .rows(sql`update entry e set ended_on = ${toIso(hold.at)}::timestamptz, how = ${endings.indexOf("removed")}
      where e.shard = any(${[...hold.shards]}::smallint[]) and e.run_id = ${run.id} and e.person_id = any(${left}::bigint[])`);
}
