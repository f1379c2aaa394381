import { hour, micros, toIso, type Instant } from "#kernel/clock.ts";
import { Fault, problem } from "#kernel/fault.ts";
import { empty, join, sql, type Sql } from "#kernel/sql.ts";
import type { Catalog } from "#domain/catalog.ts";
import type { Label } from "#domain/label.ts";
import { sourceNumber } from "#domain/source.ts";
import type { Runner } from "#store/db.ts";
import { actions } from "#vocabulary/actions/index.ts";
import { mergePeople } from "#vocabulary/activities/merge-people.ts";
import { partOf, RESTORED, targetOf, type Fate, type Target } from "#vocabulary/restore.ts";
import { WORKERS } from "./batch.ts";
import { refreshDefinitions, type Engine } from "./engine.ts";
import { march, peopleByShard, type Part } from "./march.ts";
import { doPiece, isShard, place, type Range } from "./piece.ts";
import { insertActivities } from "./record.ts";
import { nameOfRun, type Run } from "./run.ts";
import type { Hold } from "./shard.ts";
import { THROUGH } from "./step.ts";

/** A field, score, list or program by the kind of activity that tells of it, and its number. */
interface Written {
  readonly type: number;
  readonly asset: number;
  /** Of a program: the member field. */
  readonly part: string | null;
}

/** A run as far as putting back what it wrote is concerned. */
interface Compensated {
  readonly id: number;
  readonly campaignId: number | null;
  readonly name: string;
  readonly kind: string;
  readonly state: string;
  readonly since: Instant;
  readonly versionId: number | null;
  readonly inside: boolean;
  /** The run that puts it back, if there is one. */
  readonly by: number | null;
  readonly byState: string | null;
}

async function compensated(runner: Runner, id: number): Promise<Compensated> {
  const [run] = await runner.rows<Compensated>(sql`
    select r.id, r.campaign_id as "campaignId", ${nameOfRun} as name, r.kind, r.state, coalesce(r.started_on, r.scheduled_for) as since, r.version_id as "versionId",
      exists (select from entry e where e.run_id = r.id and e.due is not null) as inside, b.id as by, b.state as "byState"
    from campaign_run r left join campaign_run b on b.compensates = r.id where r.id = ${id}`);
  if (!run) throw new Fault(problem("run", "not.found", { kind: "run", name: String(id) }));
  return run;
}

// ------------------------------------------------------------------ what a run wrote

/** Whose values are put back: a range of a run's people, or all of them whom `by`, a run begun before, did not reach. */
type Whom = Range | { readonly by: number | null };

/** People through the primary key of entry. */
const who = (of: number, whom: Whom): Sql =>
  "shards" in whom
    ? sql`select distinct e.shard, e.person_id from entry e where ${isShard(sql`e.shard`, whom)} and e.run_id = ${of}::integer
        and e.person_id >= ${whom.from}::bigint and e.person_id < ${whom.until}::bigint`
    : sql`select distinct e.shard, e.person_id from entry e left join run_place n on n.shard = e.shard and n.run_id = ${whom.by}::integer and n.step = 0
        where e.run_id = ${of}::integer and e.person_id >= coalesce(n.next_person, 0)`;

/**
 * The activities `a` in which a run, or an executable in its service, did something. Through (shard, person_id, occurred_on): as many
 * lines as its people have had since it began (less an hour, for clocks that differ).
 */
function did({ id, since }: Compensated, executables: readonly number[]): Sql {
  const from = sql`${toIso(micros(since - hour))}::timestamptz`;
  const served =
    executables.length === 0
      ? empty
      : sql` or (a.run_id = any(${[...executables]}::integer[]) and exists (select from entry c
          where c.shard = a.shard and c.run_id = a.run_id and c.person_id = a.person_id and c.id = a.entry_id and c.serves = ${id}::integer))`;
  return sql`join activity a on a.shard = w.shard and a.person_id = w.person_id and a.occurred_on >= ${from} and a.recorded_on >= ${from}
    and a.result = 0 and (a.run_id = ${id}::integer${served})`;
}

/**
 * Of each person what the run's changes of one target come to: what it was before the last of them that nobody else came
 * between. The log of people who were merged since is one, and does not tell whose each line was: what it says in two ways stays
 * as it is.
 */
const changes = (
  run: Compensated,
  executables: readonly number[],
  { asset }: Written,
  target: Target,
): Sql => sql`
  did as (
    select shard, person_id, id, recorded_on, before, after, row_number() over one = 1 or lag(after) over one is distinct from before as begins
    from (select a.shard, a.person_id, a.id, a.recorded_on, ${target.before} as before, ${target.after} as after
      from who w ${did(run, executables)} and a.type_id = any(${[...target.types]}::integer[]) and a.asset_id = ${asset}::integer and ${target.told ?? sql`true`}) q
    window one as (partition by shard, person_id order by id)),
  b as (
    select shard, person_id, (array_agg(before order by id desc) filter (where begins))[1] as before, (array_agg(after order by id desc))[1] as after,
      count(*) filter (where begins) = 1 as whole, count(distinct (before is null, before)) filter (where begins) > 1 as several,
      ${target.difference} as difference, max(recorded_on) as last_on
    from did group by shard, person_id),
  judged as materialized (
    select b.*, case when (f.found = 'difference' or f.found = 'put back' and b.several) and ${merged(run)} then 'changed since' else f.found end as fate
    from b ${target.now} cross join lateral (select ${target.fate} as found) f)`;

/** Whether `b` got the log of others since a run began. */
const merged = ({ since }: Compensated): Sql =>
  sql`exists (select from activity g where g.shard = b.shard and g.person_id = b.person_id and g.type_id = ${mergePeople.id}::integer
    and g.occurred_on >= ${toIso(since)}::timestamptz and g.recorded_on >= ${toIso(since)}::timestamptz)`;

const executables = (runner: Runner): Promise<number[]> =>
  runner
    .rows<{ id: number }>(sql`select id from campaign_run where kind = 'executable'`)
    .then((rows) => rows.map((row) => row.id));

// ------------------------------------------------------------------ what it would do

/** What putting back would do to one field, score or list. */
export interface Restored {
  readonly what: Label;
  readonly counts: Readonly<Record<Fate, number>>;
}

/** What a run did that nothing takes back. */
interface Final {
  readonly what: Label;
  readonly count: number;
}

export interface Plan {
  readonly run: Compensated;
  readonly targets: readonly (Written & Restored)[];
  /** What cannot be taken back, and how often it was done. */
  readonly final: readonly Final[];
  /** How many values and memberships would be changed. */
  readonly changes: number;
}

/** Says what putting back a run would do now. Reads everything its people did since it began. */
export async function planCompensation(engine: Engine, id: number): Promise<Plan> {
  const { catalog } = await refreshDefinitions(engine);
  const run = await compensated(engine.db, id);
  const inner = await executables(engine.db);
  const done = await engine.db.rows<Written & { asset: number | null; count: number }>(sql`
    with who as (${who(id, { by: run.by })})
    select a.type_id as type, a.asset_id as asset, ${partOf} as part, count(*) as count from who w ${did(run, inner)} group by 1, 2, 3 order by 1, 2, 3`);
  const written = targetsIn(done, catalog);
  const targets: (Written & Restored)[] = [];
  for (const one of written) targets.push({ ...one, ...(await fatesOf(engine, run, inner, one, catalog)) });
  return {
    run,
    targets,
    final: [...finalIn(done, catalog), ...(await deletedIn(engine.db, run))],
    changes: targets.reduce((sum, { counts }) => sum + counts["put back"] + counts.difference, 0),
  };
}

/** Adding to and removing from a list are one target. */
function targetsIn(
  done: readonly (Omit<Written, "asset"> & { asset: number | null })[],
  catalog: Catalog,
): Written[] {
  const found = new Map<string, Written>();
  for (const { type, asset, part } of done) {
    if (asset === null || !RESTORED.includes(type)) continue;
    const [first = type] = targetOf(type, asset, part, catalog).types;
    found.set(`${first} ${asset} ${part ?? ""}`, { type: first, asset, part });
  }
  return [...found.values()];
}

async function fatesOf(
  engine: Engine,
  run: Compensated,
  inner: readonly number[],
  one: Written,
  catalog: Catalog,
): Promise<Restored> {
  const target = targetOf(one.type, one.asset, one.part, catalog);
  const rows = await engine.db.rows<{ fate: Fate; people: number }>(sql`
    with who as (${who(run.id, { by: run.by })}), ${changes(run, inner, one, target)}
    select fate, count(*) as people from judged where fate is not null group by 1`);
  const count = (fate: Fate): number => rows.find((row) => row.fate === fate)?.people ?? 0;
  return {
    what: target.label,
    counts: {
      "put back": count("put back"),
      difference: count("difference"),
      "changed since": count("changed since"),
      gone: count("gone"),
    },
  };
}

/** What steps leave that nothing takes back; that somebody waited, or went through an executable, changed nothing. */
function finalIn(done: readonly { type: number; count: number }[], catalog: Catalog): Final[] {
  return [...actions.values()].flatMap((action) => {
    const { id } = action.records({}, catalog);
    if (RESTORED.includes(id) || action.way === "waits" || action.way === "executes") return [];
    const count = done.reduce((sum, { type, count: many }) => sum + (type === id ? many : 0), 0);
    return count > 0 ? [{ what: action.label, count }] : [];
  });
}

/** Of whom it deleted nothing is left but the counts. */
async function deletedIn(runner: Runner, { id }: Compensated): Promise<Final[]> {
  const deletes = [...actions.values()].filter(({ way }) => way === "deletes");
  const rows = await runner.rows<{ action: string; count: number }>(sql`
    with step as (
      select distinct (s ->> 'id')::smallint as step, s ->> 'action' as action from campaign_run r join campaign_version v on v.campaign_id = r.campaign_id or v.id = r.version_id,
        jsonb_array_elements(v.flow -> 'steps') s where r.id = ${id} and s ->> 'action' = any(${deletes.map(({ name }) => name)}::text[]))
    select action, sum(people)::bigint as count from step join run_count n using (step) where n.run_id = ${id} and n.result = 0 group by 1`);
  return rows.map(({ action, count }) => ({
    what: actions.get(action)?.label ?? { en: action, fr: action },
    count,
  }));
}

// ------------------------------------------------------------------ doing it

const OVER: readonly string[] = ["done", "aborted", "failed", "inactive"];

/**
 * Has what a run wrote put back, from now on and in pieces; one that was stopped goes on. Gives the number of the run that does it.
 *
 * @param agreed how many values its plan changes
 * @throws Fault when it is not over, or was put back already, or the plan is another one by now
 */
export async function compensate(
  engine: Engine,
  id: number,
  agreed: number | undefined,
  askedBy: string,
): Promise<number> {
  const { run, targets, changes: many } = await planCompensation(engine, id);
  mayBePutBack(run);
  if (many === 0) throw new Fault(problem("run", "run.nothingToPutBack"));
  if (agreed !== many) {
    const left = targets.reduce((sum, { counts }) => sum + counts["changed since"] + counts.gone, 0);
    throw new Fault(problem("confirm", "run.confirmPutBack", { count: many, left, run: id }));
  }
  const now = sql`${toIso(engine.clock.now())}::timestamptz`;
  const [begun] = await engine.db.rows<{ id: number }>(sql`
    insert into campaign_run as r (campaign_id, kind, state, scheduled_for, asked_by, compensates, targets)
    values (${run.campaignId}, 'compensation', 'scheduled', ${now}, ${askedBy}, ${id}, ${JSON.stringify(targets.map(({ type, asset, part, what }) => ({ type, asset, part, what: what.en })))}::jsonb)
    on conflict (compensates) where compensates is not null do update set state = 'scheduled', ended_on = null where r.state in ('aborted', 'failed', 'cancelled')
    returning id`);
  if (!begun) return compensate(engine, id, agreed, askedBy);
  return begun.id;
}

function mayBePutBack({ id, kind, state, inside, by, byState }: Compensated): void {
  if (kind === "executable" || kind === "compensation") throw new Fault(problem("run", "run.notPutBack"));
  if (!OVER.includes(state) || inside) throw new Fault(problem("run", "run.notOver", { run: id }));
  if (by !== null && !["aborted", "failed", "cancelled"].includes(byState ?? ""))
    throw new Fault(problem("run", "run.putBack", { run: id, by }));
}

/** Puts back what a run wrote, from where that stands to its end; can be called again after any interruption. */
export async function workCompensation(engine: Engine, job: Run, of: number): Promise<void> {
  const now = sql`${toIso(engine.clock.now())}::timestamptz`;
  const shards = await peopleByShard(engine, of);
  const people = [...shards.values()].reduce((sum, count) => sum + count, 0);
  const [row] = await engine.db.rows<{ targets: Written[] }>(sql`
    update campaign_run set state = 'running', started_on = coalesce(started_on, ${now}), qualified = ${people}
    where id = ${job.id} and state in ('scheduled', 'running') returning targets`);
  if (!row) return;
  const run = await compensated(engine.db, of);
  const inner = await executables(engine.db);
  const alive = await march(engine, { runId: job.id, step: 0, shards, workers: WORKERS }, (part) =>
    putBackPiece(engine, { job, run, inner, targets: row.targets }, part),
  );
  if (alive)
    await engine.db.rows(
      sql`update campaign_run set state = 'done', ended_on = ${toIso(engine.clock.now())}::timestamptz where id = ${job.id} and state = 'running'`,
    );
}

interface PutBack {
  readonly job: Run;
  readonly run: Compensated;
  readonly inner: readonly number[];
  readonly targets: readonly Written[];
}

const putBackPiece = (engine: Engine, putBack: PutBack, part: Part): Promise<number | undefined> =>
  doPiece(engine, putBack.run.id, part, async (hold, range) => {
    for (const index of putBack.targets.keys())
      await hold.tx.rows(putBackStatement(hold, putBack, range, index));
    await hold.tx.rows(through(putBack, range));
    return (await hold.tx.rows(place({ run: putBack.job, step: 0, ...part }, range))).length;
  });

/** One target of a piece: the values, their activities and the counts together. Nobody is told: it sets off no campaign. */
function putBackStatement(
  { at, definitions }: Hold,
  { job, run, inner, targets }: PutBack,
  range: Range,
  index: number,
): Sql {
  const one = targets[index] as Written;
  const target = targetOf(one.type, one.asset, one.part ?? null, definitions.catalog);
  const people = sql`${isShard(sql`p.shard`, range)} and p.id >= ${range.from}::bigint and p.id < ${range.until}::bigint`;
  const now = sql`${toIso(at)}::timestamptz`;
  const rows = sql`select shard, person_id, type_id, ${one.asset}::integer, null::text, ${job.id}::integer, null::bigint, null::smallint, null::smallint, 0::smallint,
    ${`compensates run ${run.id}`}::text, ${sourceNumber("user")}::smallint, old_value, new_value, ${target.attributes ?? sql`null::jsonb`}, ${now}, ${now} from changed`;
  const parts = target.restore(at, people).map(([name, statement]) => sql`${name} as (${statement})`);
  return sql`with who as (${who(run.id, range)}), ${changes(run, inner, one, target)},
    t as (select * from judged where fate in ('put back', 'difference')),
    ${join(parts, ", ")},
    written as (${insertActivities(rows)})
    ${count(job, index + 1, sql`select shard, case when fate in ('put back', 'difference') then 0 else 1 end, fate, count(*) from judged where fate is not null group by 1, 2, 3`)}`;
}

const through = ({ job, run }: PutBack, range: Range): Sql =>
  count(
    job,
    0,
    sql`select e.shard, ${THROUGH}, '', count(*) from entry e where ${isShard(sql`e.shard`, range)} and e.run_id = ${run.id}::integer
      and e.person_id >= ${range.from}::bigint and e.person_id < ${range.until}::bigint group by 1`,
  );

const count = ({ id }: Run, step: number, rows: Sql): Sql => sql`
  insert into run_count as n (shard, run_id, step, choice, result, reason, people)
  select q.shard, ${id}::integer, ${step}::smallint, 0::smallint, q.result::smallint, q.reason, q.people from (${rows}) q (shard, result, reason, people)
  on conflict (shard, run_id, step, choice, result, reason) do update set people = n.people + excluded.people`;
