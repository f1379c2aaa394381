import { toIso, type Instant } from "#kernel/clock.ts";
import { sql, type Sql } from "#kernel/sql.ts";
import { AGEING } from "#domain/priority.ts";
import { admit } from "./admit.ts";
import { loadVersions, type Version } from "./catalog.ts";
import { isPaused } from "./definitions.ts";
import type { Engine } from "./engine.ts";
import { classBefore, endings, type Entry, type Origin } from "./entry.ts";
import { runEntries } from "./executor.ts";
import { putAside } from "./pause.ts";
import type { RecordedRow } from "./record.ts";
import { END } from "./run.ts";
import { holdShards, type Hold } from "./shard.ts";
import { tellIfUnknown } from "./statistics.ts";
import { stepKind, stepStatement, type StepWork } from "./step.ts";

/** How many people's entries are worked in one transaction, and how many steps of them. */
const PIECE = 1_000;
const STEPS = 8;
/** So many who go on together are worked as one cohort, by the thousand and without reading them. */
const COHORT = 256;
const COHORT_PIECE = 4_096;
/** So many are gathered, and those who fell due together with the last of them. */
const GATHERED = 3_072;

/** Shards that have entries to be worked by now; a shard whose last instant is ahead of the clock is at that instant. */
export async function dueShards(engine: Engine): Promise<number[]> {
  const rows = await engine.db.rows<{ shard: number }>(sql`
    select shard from shard s where exists (
      select from entry e where e.shard = s.shard and not e.paused and e.due <= greatest(${toIso(engine.clock.now())}::timestamptz, s.last_instant)) order by shard`);
  return rows.map((row) => row.shard);
}

/**
 * Works some of a shard's due entries: the most urgent first, of these the live ones, of these the oldest; who has waited
 * {@link AGEING} minutes is one class more urgent. Gives how many there were at least. An entry keeps its place when the
 * process dies; positions and effects are one transaction.
 *
 * @param first bulk entries come first now and then, so that live ones do not keep them waiting for ever
 */
export async function workDue(engine: Engine, shard: number, first: Origin = "live"): Promise<number> {
  const cohort = await firstCohort(engine, shard, first);
  if (cohort) await tell(engine, cohort);
  return cohort ? workCohort(engine, cohort) : workSome(engine, shard, first);
}

function workSome(engine: Engine, shard: number, first: Origin): Promise<number> {
  return holdShards(engine, "bulk", [shard], async (hold) => {
    const entries = await dueEntries(hold, shard, first);
    if (entries.some((one) => isPaused(hold.definitions, one.version))) return putAside(hold, shard);
    if (entries.length > 0) await runEntries(hold, entries, [], { steps: STEPS });
    return entries.length;
  });
}

interface DueRow extends Omit<Entry, "version" | "ending" | "waits" | "origin" | "chain"> {
  readonly versionId: number;
  readonly origin: number;
  readonly chain: number[] | null;
}

/** Of each class and origin as many are read as are worked at most: no more than these can be the first of all. */
const inTurn = (columns: Sql, shard: number, by: Sql, first: Origin, limit: number): Sql => sql`
  select q.* from (values (0, 0), (0, 1), (1, 0), (1, 1), (2, 0), (2, 1)) k (class, origin),
    lateral (select ${columns} from entry e where e.shard = ${shard}::smallint and e.class = k.class::smallint and e.origin = k.origin::smallint and not e.paused and e.due <= ${by}
      order by e.due, e.id limit ${limit}) q
  order by greatest(q.class - floor(extract(epoch from ${by} - q.due) / ${AGEING * 60}::numeric), 0), q.origin ${first === "live" ? sql`asc` : sql`desc`}, q.due, q.id limit ${limit}`;

async function dueEntries({ tx, definitions, at }: Hold, shard: number, first: Origin): Promise<Entry[]> {
  const columns = sql`e.id, e.shard, e.person_id as "personId", e.run_id as "runId", e.version_id as "versionId", e.origin, e.class, e.due, e.depth, e.chain, e.cause, e.trigger, e.step`;
  const rows = await tx.rows<DueRow>(inTurn(columns, shard, sql`${toIso(at)}::timestamptz`, first, PIECE), {
    prepare: true,
  });
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
    waits: false,
  }));
}

// ------------------------------------------------------------------ cohorts

/** People of one shard who stand before the same step of the same run and fell due one soon after the other. */
interface Cohort {
  readonly shard: number;
  readonly origin: number;
  /** How urgent its step is. */
  readonly class: number;
  /** The first instant and the last at which they fell due. */
  readonly due: Instant;
  readonly last: Instant;
  readonly runId: number;
  readonly versionId: number;
  readonly step: number;
  /** How many they are, at least. */
  readonly people: number;
}

/** The cohort of the first due entry of a shard, if it is a large one. */
async function firstCohort(engine: Engine, shard: number, first: Origin): Promise<Cohort | undefined> {
  const newest = sql`(select last_instant from shard where shard = ${shard}::smallint)`;
  const by = sql`greatest(${toIso(engine.clock.now())}::timestamptz, ${newest})`;
  const columns = sql`e.id, e.shard, e.origin, e.class, e.due, e.due as last, e.run_id as "runId", e.version_id as "versionId", e.step, e.due < ${newest} as past, 1 as people`;
  const [head] = await engine.db.rows<Cohort & { past: boolean }>(inTurn(columns, shard, by, first, 1));
  if (!head) return undefined;
  const fellDue = sql`select due from entry e where ${isOf(head, sql`between ${toIso(head.due)}::timestamptz and ${by}`)} order by due limit ${GATHERED}`;
  const [gathered] = await engine.db.rows<Pick<Cohort, "people" | "last"> & { atOnce: number }>(
    sql`select count(*)::integer as people, max(due) as last, count(*) filter (where due = ${toIso(head.due)}::timestamptz)::integer as "atOnce" from (${fellDue}) q`,
  );
  if (!gathered || gathered.people < COHORT || !(await marches(engine, head))) return undefined;
  const { people, last, atOnce } = gathered;
  const widest = { ...head, people, last };
  if (!(await overtakes(engine, widest, head.past))) return widest;
  const narrowest = { ...head, people: atOnce };
  const together = atOnce >= COHORT && atOnce < people && !(await overtakes(engine, narrowest, head.past));
  return together ? narrowest : undefined;
}

/** Per shard the instant looked at last, and whether somebody has several entries due at it: that only ever gets less. */
const crowds = new WeakMap<Engine, Map<number, { readonly key: string; readonly crowded: boolean }>>();

/**
 * Whether somebody of a cohort has an entry that comes first: their own entries are worked in order, one by one. The
 * cohort's first instant is the first of all, so only entries due from it on can be.
 *
 * @param past the shard's transactions are past the first instant, so that no more entries are due then
 */
async function overtakes(engine: Engine, cohort: Cohort, past: boolean): Promise<boolean> {
  const { shard, origin, due, last, class: urgency } = cohort;
  const there = sql`with there as materialized (select person_id, id, run_id, step, due from entry
    where shard = ${shard}::smallint and class = ${urgency}::smallint and origin = ${origin}::smallint and not paused
      and due between ${toIso(due)}::timestamptz and ${toIso(last)}::timestamptz)`;
  const seen = crowds.get(engine) ?? new Map();
  crowds.set(engine, seen);
  const key = `${urgency} ${origin} ${due}`;
  const known = past && last === due && seen.get(shard)?.key === key ? seen.get(shard) : undefined;
  let crowded = known?.crowded;
  if (crowded === undefined) {
    const [row] = await engine.db.rows<{ crowded: boolean }>(
      sql`${there} select count(*) <> count(distinct person_id) as crowded from there`,
    );
    crowded = row?.crowded === true;
    if (last === due) seen.set(shard, { key, crowded });
  }
  if (!crowded) return false;
  const [row] = await engine.db.rows<{ some: boolean }>(sql`${there}
    select exists (select from there e join there o on o.person_id = e.person_id and (o.due, o.id) < (e.due, e.id)
      where e.run_id = ${cohort.runId}::integer and e.step = ${cohort.step}::smallint) as some`);
  return row?.some === true;
}

/** Tells the planner of a cohort, if it does not know of it. */
const tell = (engine: Engine, { runId, due, last, people }: Cohort): Promise<void> =>
  tellIfUnknown(
    engine,
    sql`select from entry where run_id = ${runId}::integer and due between ${toIso(due)}::timestamptz and ${toIso(last)}::timestamptz`,
    people,
  );

/** Whether its step can be done for thousands at once: not one that ends entries itself, or takes people elsewhere first. */
async function marches(engine: Engine, { versionId, step }: Cohort): Promise<boolean> {
  const version = (await loadVersions(engine.db, [versionId], engine.definitions.catalog)).get(versionId);
  const next = version?.flow.steps[step];
  const kind = next && stepKind({ step: next, definitions: engine.definitions });
  return kind === undefined || kind === "waits" || kind === "heard" || kind === "unheard";
}

/** @param when when they fell due, if not the cohort's instants */
const isOf = (
  { shard, origin, class: urgency, due, last, runId, step }: Cohort,
  when = sql`between ${toIso(due)}::timestamptz and ${toIso(last)}::timestamptz`,
): Sql =>
  sql`e.run_id = ${runId}::integer and e.due ${when} and e.shard = ${shard}::smallint
    and e.origin = ${origin}::smallint and e.class = ${urgency}::smallint and e.step = ${step}::smallint and not e.paused`;

/** Does a cohort's next step, piece by piece; gives how many people there were at least. */
async function workCohort(engine: Engine, cohort: Cohort): Promise<number> {
  let took: number | undefined;
  for (let from = 0; from !== END;) {
    if (took !== undefined) await engine.turns.bulk(took);
    const began = performance.now();
    from = await holdShards(engine, "bulk", [cohort.shard], (hold) => workPiece(hold, cohort, from));
    took = performance.now() - began;
  }
  return COHORT;
}

/** Does it for the people from one number on; gives where the next piece begins. */
async function workPiece(hold: Hold, cohort: Cohort, from: number): Promise<number> {
  const { tx, definitions, at } = hold;
  const { runId, versionId, step: index, shard } = cohort;
  const some = sql`select person_id from entry e where ${isOf(cohort)} and e.person_id >= ${from}::bigint order by e.person_id limit ${COHORT_PIECE}`;
  const [piece] = await tx.rows<{ many: number; first: number | null; last: number | null }>(
    sql`select count(*)::integer as many, min(person_id) as first, max(person_id) as last from (${some}) q`,
  );
  if (!piece || piece.first === null || piece.last === null) return END;
  const { first, last } = piece;
  const next = piece.many < COHORT_PIECE ? END : last + 1;
  const range = (column: Sql): Sql => sql`${column} between ${first}::bigint and ${last}::bigint`;
  const people = sql`select e.shard, e.person_id, e.id as entry_id, e.trigger from entry e where ${isOf(cohort)} and ${range(sql`e.person_id`)}`;
  const version = (await loadVersions(tx, [versionId], definitions.catalog)).get(versionId) as Version;
  if (isPaused(definitions, version)) {
    await putAside(hold, shard);
    return END;
  }
  const step = version.flow.steps[index];
  if (!step) {
    await tx.rows(sql`with base as (${people}) ${move(cohort, index, version, at)}`);
    return next;
  }
  const work: StepWork = {
    step,
    version,
    runId,
    serves: runId,
    next: index + 1,
    at,
    origin: cohort.origin === 0 ? "live" : "bulk",
    definitions,
    people,
    range: sql`p.shard = ${shard}::smallint and ${range(sql`p.id`)}`,
  };
  const kind = stepKind(work);
  const moved =
    kind === "waits" ? moveOrStay(cohort, index + 1, version, at) : move(cohort, index + 1, version, at);
  const recorded = await tx.rows<RecordedRow>(stepStatement(work, [sql`moved as (${moved})`]));
  if (kind === "heard" && recorded.length > 0) await admitCaused(hold, cohort, version, recorded);
  return next;
}

/** Leaves the people of `base` before another step, still due; or over, if there is none. */
function move({ runId }: Cohort, next: number, version: Version, at: Instant): Sql {
  const over = next >= version.flow.steps.length;
  const set = over
    ? sql`step = null, due = null, ended_on = ${toIso(at)}::timestamptz, how = ${endings.indexOf("finished")}`
    : sql`step = ${next}::smallint`;
  return sql`update entry e set ${set} from base b
    where e.shard = b.shard and e.run_id = ${runId}::integer and e.person_id = b.person_id and e.id = b.entry_id`;
}

/** As {@link move}, but those who stay in a step that waits are due again when that is over. */
function moveOrStay({ runId }: Cohort, next: number, version: Version, at: Instant): Sql {
  const over = next >= version.flow.steps.length ? sql`s.until is null` : sql`false`;
  return sql`update entry e set due = case when ${over} then null else coalesce(s.until, e.due) end,
      step = case when ${over} then null else ${next}::smallint end,
      class = case when e.fixed or s.until is null then e.class else ${classBefore(version, next)}::smallint end,
      ended_on = case when ${over} then ${toIso(at)}::timestamptz end, how = case when ${over} then ${endings.indexOf("finished")}::smallint end
    from stay s where e.shard = s.shard and e.run_id = ${runId}::integer and e.person_id = s.person_id and e.id = s.entry_id`;
}

/** Lets those in whom a cohort's step concerns; their entries are worked later. */
async function admitCaused(
  hold: Hold,
  { runId, shard, origin }: Cohort,
  version: Version,
  recorded: readonly RecordedRow[],
): Promise<void> {
  const causes = await hold.tx.rows<{ id: number; depth: number; chain: number[] | null }>(
    sql`select e.id, e.depth, e.chain from unnest(${recorded.map((row) => row.personId)}::bigint[], ${recorded.map((row) => row.entryId)}::bigint[]) q (person_id, id)
      join entry e on e.shard = ${shard}::smallint and e.run_id = ${runId}::integer and e.person_id = q.person_id and e.id = q.id`,
  );
  const byId = new Map(causes.map((one) => [one.id, one]));
  const events = recorded.map((row) => {
    const cause = byId.get(row.entryId ?? -1);
    return {
      ...row,
      origin: origin === 0 ? ("live" as const) : ("bulk" as const),
      depth: (cause?.depth ?? 0) + 1,
      chain: [...(cause?.chain ?? []), version.campaign.id],
    };
  });
  await admit(hold, events, "due");
}
