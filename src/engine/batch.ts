import { instantText, toIso } from "#kernel/clock.ts";
import { sql } from "#kernel/sql.ts";
import { entersAgainAfter } from "#domain/qualification.ts";
import type { Connection } from "#store/db.ts";
import type { Scope } from "#vocabulary/define.ts";
import { rulesCondition } from "#vocabulary/rules.ts";
import { loadVersions, type Version } from "./catalog.ts";
import { refreshDefinitions, type Engine } from "./engine.ts";
import { notify } from "./notification.ts";
import { march, peopleByShard } from "./march.ts";
import type { Run } from "./run.ts";
import { blocking } from "./runs.ts";
import { enterPiece, stepPiece } from "./piece.ts";

/** How many connections a run works on. Two are worth 1.7 times one; four bring nothing more on two cores. */
export const WORKERS = 2;

/**
 * Takes a batch run from where it stands to its end: reads everybody once, enters them, and does step after step, each
 * for all before the next for anybody. Can be called again after any interruption; nothing is done twice. Only one
 * caller may work a run at a time (see `scheduler.ts`).
 */
export async function workRun(engine: Engine, run: Run, workers = WORKERS): Promise<void> {
  const version =
    run.state === "running" && run.versionId
      ? await versionOf(engine, run.versionId)
      : await start(engine, run);
  if (!version) return;
  const shards = await peopleByShard(engine, run.id);
  for (let step = run.state === "running" ? run.step : 0; step <= version.flow.steps.length; step += 1) {
    if (!(await reachStep(engine, run.id, step))) return;
    if (!(await workStep(engine, run, version, step, shards, workers))) return;
  }
  const now = sql`${toIso(engine.clock.now())}::timestamptz`;
  await engine.db
    .rows(sql`update campaign_run r set through_on = ${now}, state = case when q.inside then 'waiting' else 'done' end,
      ended_on = case when q.inside then r.ended_on else ${now} end
    from (select exists (select from entry where run_id = ${run.id} and due is not null) as inside) q where r.id = ${run.id} and r.state = 'running'`);
  await endRuns(engine);
}

/** Ends the batch runs in which nobody waits any more. */
export async function endRuns(engine: Engine): Promise<void> {
  const now = sql`${toIso(engine.clock.now())}::timestamptz`;
  await engine.db
    .rows(sql`update campaign_run r set state = 'done', ended_on = ${now} where r.state = 'waiting'
    and not exists (select from entry e where e.run_id = r.id and e.due is not null)`);
}

async function versionOf(engine: Engine, id: number): Promise<Version> {
  return (await loadVersions(engine.db, [id], engine.definitions.catalog)).get(id) as Version;
}

/** Checks, counts and writes down who takes part, all of one moment. Nothing of it is there when it fails. */
async function start(engine: Engine, run: Run): Promise<Version | undefined> {
  const [row] = await engine.db.rows<{ versionId: number }>(
    sql`select version_id as "versionId" from campaign where id = ${run.campaignId}`,
  );
  await refreshDefinitions(engine);
  const version = await versionOf(engine, row?.versionId ?? 0);
  const mode = version.rules.filters.length === 0 ? "empty" : "batch";
  const problems = blocking(engine, version, version.campaign.folder, mode);
  if (problems.length > 0) {
    await end(engine, run, "failed", { problems: JSON.stringify(problems) });
    await notify(engine.db, engine.clock.now(), "campaign_failure", version.campaign.name, {
      campaign: version.campaign.id,
      run: run.id,
      problems,
    });
    return undefined;
  }
  const blocked = await snapshot(engine, run, version).catch((error: unknown) => {
    if (error instanceof Cancelled) return "cancelled" as const;
    throw error;
  });
  if (blocked === "cancelled") return undefined;
  if (!blocked) return version;
  await end(engine, run, "blocked", blocked);
  await notify(engine.db, engine.clock.now(), "blocked_by_limit", version.campaign.name, {
    campaign: version.campaign.id,
    run: run.id,
    ...blocked,
  });
  return undefined;
}

/** The run was cancelled while it was read: what was written is taken back. */
class Cancelled extends Error {}

interface Outcome {
  readonly matched?: number;
  readonly qualified?: number;
  /** The most people it may take. */
  readonly limit?: number;
  readonly problems?: string;
}

async function end(
  engine: Engine,
  run: Run,
  state: "failed" | "blocked",
  { matched, qualified, limit, problems }: Outcome,
): Promise<void> {
  await engine.db
    .rows(sql`update campaign_run set state = ${state}, ended_on = ${toIso(engine.clock.now())}::timestamptz,
    matched = ${matched ?? null}, qualified = ${qualified ?? null}, person_limit = ${limit ?? null}, problems = ${problems ?? null}::jsonb
    where id = ${run.id} and state in ('scheduled', 'starting')`);
}

/**
 * One statement reads everybody: who matches and may enter becomes an entry. Gives the counts when there are more than
 * the limit; then nobody takes part.
 */
function snapshot(engine: Engine, run: Run, version: Version): Promise<Outcome | undefined> {
  return engine.db.transaction("bulk", async (tx) => {
    await tx.rows(sql`set transaction isolation level repeatable read`);
    await tx.rows(sql`set local work_mem = '256MB'`);
    const at = engine.clock.now();
    const scope: Scope = { catalog: engine.definitions.catalog, at, reach: "everybody", seed: run.id };
    const matches = rulesCondition(version.rules, scope);
    const limit = instantText(entersAgainAfter(version.qualification, run.scheduledFor));
    const [known] = await tx.rows<{ known: boolean }>(
      sql`select exists (select from membership where campaign_id = ${version.campaign.id}) as known`,
    );
    const barred = sql`select m.person_id from membership m where m.campaign_id = ${version.campaign.id} and m.last_on > ${limit}::timestamptz`;
    const matched = known?.known
      ? await count(sql`select count(*) as people from person p where ${matches}`)
      : undefined;
    const qualifies = known?.known ? sql`${matches} and p.id not in (${barred})` : matches;
    const most = await personLimit(tx, version.campaign.id);
    if (most !== null) {
      const qualified = await count(sql`select count(*) as people from person p where ${qualifies}`);
      if (qualified > most) return { matched: matched ?? qualified, qualified, limit: most };
    }
    await tx.rows(sql`insert into entry (shard, origin, run_id, person_id)
      select p.shard, 1, ${run.id}::integer, p.id from person p where ${qualifies}`);
    const qualified = await count(sql`select count(*) as people from entry where run_id = ${run.id}`);
    const begun =
      await tx.rows(sql`update campaign_run set state = 'running', started_on = ${toIso(at)}::timestamptz, version_id = ${version.id}, person_limit = ${most},
      matched = ${matched ?? qualified}, qualified = ${qualified} where id = ${run.id} and state in ('scheduled', 'starting') returning id`);
    if (begun.length === 0) throw new Cancelled();
    return undefined;

    async function count(statement: ReturnType<typeof sql>): Promise<number> {
      return Number((await tx.rows<{ people: number }>(statement))[0]?.people);
    }
  });
}

/** The most people who may take part in a run of a campaign, as it is now (behaviour §4.4); null is no limit. */
async function personLimit(tx: Connection, campaign: number): Promise<number | null> {
  const [row] = await tx.rows<{ most: number | null }>(sql`
    select coalesce(person_limit, (select nullif(value, 'null'::jsonb)::text::integer from setting where name = 'person_limit')) as most
    from campaign where id = ${campaign}`);
  return row?.most ?? null;
}

/** Moves the run on to a step; false when it is no longer running. */
async function reachStep(engine: Engine, runId: number, step: number): Promise<boolean> {
  const rows = await engine.db.rows(
    sql`update campaign_run set step = ${step} where id = ${runId} and state = 'running' returning id`,
  );
  return rows.length > 0;
}

/** Does one step for everybody; false when the run was aborted or paused meanwhile. */
function workStep(
  engine: Engine,
  run: Run,
  version: Version,
  step: number,
  shards: ReadonlyMap<number, number>,
  workers: number,
): Promise<boolean> {
  return march(engine, { runId: run.id, step, shards, workers }, (part) => {
    const piece = { run, version, step, ...part };
    return step === 0 ? enterPiece(engine, piece) : stepPiece(engine, piece);
  });
}
