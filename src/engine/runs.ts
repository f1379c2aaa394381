import { minute, toIso, type Instant } from "#kernel/clock.ts";
import { Fault, problem, type Problem } from "#kernel/fault.ts";
import { sql } from "#kernel/sql.ts";
import { instantWords } from "#domain/instant-words.ts";
import { modeOf, type Mode } from "#domain/mode.ts";
import type { Connection, Runner } from "#store/db.ts";
import { checkFlow } from "#vocabulary/flow.ts";
import { checkRules } from "#vocabulary/rules.ts";
import { loadVersions, type Version } from "./catalog.ts";
import type { Definitions } from "./definitions.ts";
import { changeDefinitions, refreshDefinitions, type Engine } from "./engine.ts";
import { takeOut } from "./inside.ts";
import { nameOfRun } from "./run.ts";
import { notify } from "./notification.ts";

/** A campaign as far as running it is concerned. */
export interface Runnable {
  readonly id: number;
  readonly name: string;
  readonly executable: boolean;
  readonly mode: Mode;
  readonly activeRunId: number | null;
  /** It stands still (pause.ts). */
  readonly paused: boolean;
  readonly personLimit: number | null;
  readonly version: Version;
  /** Everything that keeps it from running, with paths. */
  readonly problems: readonly Problem[];
}

interface CampaignRow {
  readonly id: number;
  readonly name: string;
  readonly executable: boolean;
  readonly activeRunId: number | null;
  readonly paused: boolean;
  readonly personLimit: number | null;
  readonly versionId: number;
}

/** Whoever knows definitions: the engine, or who is changing them. */
export interface Knowing {
  readonly definitions: Pick<Definitions, "catalog">;
}

/** A campaign with its newest version, checked now. */
export async function runnable(engine: Knowing, runner: Runner, id: number): Promise<Runnable> {
  const [row] =
    await runner.rows<CampaignRow>(sql`select id, name, executable, active_run_id as "activeRunId", paused_on is not null as paused,
    person_limit as "personLimit", version_id as "versionId" from campaign where id = ${id} and deleted_on is null`);
  const version =
    row && (await loadVersions(runner, [row.versionId], engine.definitions.catalog)).get(row.versionId);
  if (!row || !version)
    throw new Fault(problem("campaign", "not.found", { kind: "campaign", name: String(id) }));
  const mode = modeOf(version.rules, row.executable);
  return { ...row, mode, version, problems: blocking(engine, version, version.campaign.folder, mode) };
}

/** Everything that keeps a campaign from running, with paths (behaviour §4.8). */
export function blocking(
  engine: Knowing,
  { rules, flow }: Pick<Version, "rules" | "flow">,
  folder: number | null,
  mode: Mode,
): Problem[] {
  const { catalog } = engine.definitions;
  return [
    ...(mode === "empty" ? [problem("rules", "campaign.noRules")] : []),
    ...(flow.steps.length === 0 ? [problem("flow", "campaign.noSteps")] : []),
    ...checkRules(rules, { catalog, path: "rules", folder, within: "list", trail: [] }).problems,
    ...checkFlow(flow, mode, { catalog, path: "flow", folder }).problems,
  ];
}

function refuse(problems: readonly Problem[]): void {
  if (problems.length > 0) throw new Fault(problems);
}

/** Refuses trigger campaigns and executables, which have no dates (behaviour §6.2). */
export function mustBePlannable({ executable, mode, name }: Runnable): void {
  if (executable) throw new Fault(problem("campaign", "campaign.executable", { name }));
  if (mode === "trigger") throw new Fault(problem("campaign", "campaign.notBatch", { name }));
}

/** Refuses what is not a sound batch campaign. */
export function mustBeBatch(campaign: Runnable): void {
  mustBePlannable(campaign);
  refuse(campaign.problems);
}

/** The furthest a run can be planned ahead: two years. */
export const FURTHEST = 2 * 366 * 24 * 60 * minute;

/**
 * Plans a batch run for `at`; nothing given means now.
 *
 * @param agreed is asked when all else is in order; throws when the caller does not agree to the run
 * @throws Fault when the campaign cannot run, is paused and to run now, or the time is in the past, too near or too far
 */
export async function planRun(
  engine: Engine,
  campaign: Runnable,
  at: Instant | undefined,
  askedBy: string,
  agreed: () => Promise<void>,
): Promise<number> {
  mustBeBatch(campaign);
  if (campaign.paused && at === undefined)
    throw new Fault(problem("campaign", "campaign.paused", { name: campaign.name }));
  const now = engine.clock.now();
  if (at !== undefined) await mustBeAhead(engine.db, at, now, "at");
  await agreed();
  const [row] = await engine.db.rows<{ id: number }>(sql`
    insert into campaign_run (campaign_id, kind, state, scheduled_for, asked_by)
    select id, 'batch', 'scheduled', ${toIso(at ?? now)}::timestamptz, ${askedBy}
    from campaign where id = ${campaign.id} and deleted_on is null
    returning id`);
  if (!row) throw new Fault(problem("campaign", "not.found", { kind: "campaign", name: campaign.name })); // deleted since it was looked at
  return row.id;
}

/** Refuses a time that is in the past, nearer than the setting allows, or too far (behaviour §4.2). */
export async function mustBeAhead(runner: Runner, at: Instant, now: Instant, path: string): Promise<void> {
  if (at < now - minute)
    throw new Fault(problem(path, "run.past", { value: instantWords(at, await readZone(runner)) }));
  if (at > now + FURTHEST) throw new Fault(problem(path, "run.tooFar"));
  const minutes = await leadMinutes(runner);
  if (minutes > 0 && at < now + minutes * minute) throw new Fault(problem(path, "run.tooSoon", { minutes }));
}

async function readZone(runner: Runner): Promise<string> {
  const [row] = await runner.rows<{ value: string }>(sql`select value from setting where name = 'zone'`);
  return row?.value ?? "UTC";
}

/** How far ahead a run has to be planned, by the settings. */
export async function leadMinutes(runner: Runner): Promise<number> {
  const [lead] = await runner.rows<{ value: number }>(
    sql`select value from setting where name = 'minimum_lead_minutes'`,
  );
  return lead?.value ?? 0;
}

/** Cancels a run that has not started. */
export async function cancelRun(engine: Engine, runId: number): Promise<void> {
  const rows = await engine.db
    .rows(sql`update campaign_run set state = 'cancelled', ended_on = ${toIso(engine.clock.now())}::timestamptz
    where id = ${runId} and state in ('scheduled', 'tentative') returning id`);
  if (rows.length === 0) await missing(engine, runId);
}

/**
 * Stops a batch run where it stands: what is done stays done, nothing more happens, whoever waits in it leaves
 * (behaviour §4.5).
 */
export async function abortRun(engine: Engine, runId: number): Promise<void> {
  const now = engine.clock.now();
  const [row] = await engine.db.rows<{ name: string; id: number | null }>(sql`
    update campaign_run r set state = 'aborted', ended_on = ${toIso(now)}::timestamptz
    where r.id = ${runId} and r.state in ('scheduled', 'starting', 'running', 'waiting') returning ${nameOfRun} as name, r.campaign_id as id`);
  if (!row) return missing(engine, runId);
  if (row.id !== null) await takeOut(engine, row.id, "everybody", "aborted", runId);
  await notify(engine.db, now, "campaign_abort", row.name, { campaign: row.id, run: runId });
}

/**
 * Stops a campaign: the batch run under way and everybody inside; planned runs stay, and a trigger campaign stays
 * active. Gives how many people left.
 */
export async function abortCampaign(engine: Engine, id: number): Promise<number> {
  const now = engine.clock.now();
  await engine.db.rows(sql`update campaign_run set state = 'aborted', ended_on = ${toIso(now)}::timestamptz
    where campaign_id = ${id} and state in ('starting', 'running', 'waiting')`);
  const people = await takeOut(engine, id, "everybody", "aborted");
  const [row] = await engine.db.rows<{ name: string }>(sql`select name from campaign where id = ${id}`);
  await notify(engine.db, now, "campaign_abort", row?.name ?? "", { campaign: id, people });
  return people;
}

async function missing(engine: Engine, runId: number): Promise<never> {
  const known = await engine.db.rows(sql`select from campaign_run where id = ${runId}`);
  throw new Fault(
    known.length > 0
      ? problem("run", "run.over")
      : problem("run", "not.found", { kind: "run", name: String(runId) }),
  );
}

/**
 * Activates a trigger campaign: from this instant on, everywhere, its triggers are listened to. Not retroactive.
 *
 * @returns the number of the activation's run
 */
export async function activate(engine: Engine, id: number, askedBy: string): Promise<number> {
  await refreshDefinitions(engine);
  return changeDefinitions(engine, (tx) => activateWithin(engine, tx, id, engine.clock.now(), askedBy));
}

/** As {@link activate}, as a part of a change of definitions. */
export async function activateWithin(
  knowing: Knowing,
  tx: Connection,
  id: number,
  at: Instant,
  askedBy: string,
): Promise<number> {
  const campaign = await runnable(knowing, tx, id);
  if (campaign.executable)
    throw new Fault(problem("campaign", "campaign.executable", { name: campaign.name }));
  if (campaign.mode === "batch")
    throw new Fault(problem("campaign", "campaign.notTrigger", { name: campaign.name }));
  refuse(campaign.problems);
  if (campaign.activeRunId !== null) return campaign.activeRunId;
  const now = toIso(at);
  const [run] = await tx.rows<{ id: number }>(sql`
    insert into campaign_run (campaign_id, version_id, kind, state, scheduled_for, started_on, asked_by)
    values (${id}, ${campaign.version.id}, 'trigger', 'active', ${now}::timestamptz, ${now}::timestamptz, ${askedBy}) returning id`);
  await tx.rows(sql`update campaign set active_run_id = ${run?.id} where id = ${id}`);
  return run?.id as number;
}

/** Deactivates a trigger campaign: nobody enters any more; whoever is inside finishes (behaviour §4.7). */
export const deactivate = (engine: Engine, id: number): Promise<void> =>
  changeDefinitions(engine, (tx) => deactivateWithin(engine, tx, id, engine.clock.now()));

/** As {@link deactivate}, as a part of a change of definitions. */
export async function deactivateWithin(
  knowing: Knowing,
  tx: Connection,
  id: number,
  at: Instant,
): Promise<void> {
  const campaign = await runnable(knowing, tx, id);
  if (campaign.activeRunId === null)
    throw new Fault(problem("campaign", "campaign.notActive", { name: campaign.name }));
  await tx.rows(
    sql`update campaign_run set state = 'inactive', ended_on = ${toIso(at)}::timestamptz where id = ${campaign.activeRunId}`,
  );
  await tx.rows(sql`update campaign set active_run_id = null where id = ${id}`);
}
