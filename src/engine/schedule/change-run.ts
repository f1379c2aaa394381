import { toIso, type Instant } from "#kernel/clock.ts";
import { Fault, problem } from "#kernel/fault.ts";
import { sql } from "#kernel/sql.ts";
import type { Connection, Runner } from "#store/db.ts";
import type { Engine } from "../engine.ts";
import { mustBeAhead, mustBeBatch, runnable } from "../runs.ts";

/** What may be changed of a run that has not begun; what it is called, of any. */
export interface RunChange {
  readonly at?: Instant | undefined;
  readonly tentative?: boolean | undefined;
  readonly title?: string | null | undefined;
  readonly description?: string | null | undefined;
}

/** A batch run planned by itself, as far as changing it is concerned. */
interface Planned {
  readonly campaignId: number;
  /** Whether it is still to come; one that was found due is not, though it may have to wait for the run before it. */
  readonly toCome: boolean;
  readonly tentative: boolean;
  readonly at: Instant;
  readonly day: string | null;
}

/**
 * Pencils in a run of a campaign, which may be unfinished: it will not run before it is confirmed. Gives its number.
 *
 * @throws Fault when the time is in the past, too near or too far
 */
export async function pencilIn(
  runner: Runner,
  campaignId: number,
  at: Instant,
  now: Instant,
  askedBy: string,
  { title = null, description = null }: Pick<RunChange, "title" | "description"> = {},
): Promise<number> {
  await mustBeAhead(runner, at, now, "at");
  const [row] = await runner.rows<{ id: number }>(sql`
    insert into campaign_run (campaign_id, kind, state, scheduled_for, asked_by, title, description)
    select id, 'batch', 'tentative', ${toIso(at)}::timestamptz, ${askedBy}, ${title}::text, ${description}::text from campaign where id = ${campaignId}
    returning id`);
  return row?.id as number;
}

/**
 * Moves, confirms or pencils in a run again, or calls it something else on the calendar (behaviour §6.2). Confirming
 * checks what running would.
 *
 * @throws Fault `run.begun` when it is no longer to come, `run.ofSeries` when it stands for a day of a series
 */
export async function changeRun(engine: Engine, id: number, change: RunChange): Promise<void> {
  await engine.db.transaction("read", async (tx) => {
    const run = await hold(tx, id);
    if (change.at !== undefined || change.tentative !== undefined) await mayMove(engine, tx, id, run, change);
    const { at = run.at, tentative } = change;
    await tx.rows(sql`update campaign_run set scheduled_for = ${toIso(at)}::timestamptz,
        state = ${tentative === undefined ? sql`state` : sql`${tentative ? "tentative" : "scheduled"}`},
        title = ${change.title === undefined ? sql`title` : sql`${change.title}::text`},
        description = ${change.description === undefined ? sql`description` : sql`${change.description}::text`}
      where id = ${id}`);
  });
}

async function hold(tx: Connection, id: number): Promise<Planned> {
  const [run] = await tx.rows<Planned>(sql`
    select r.campaign_id as "campaignId", r.state in ('scheduled', 'tentative') and r.called_on is null as "toCome", r.state = 'tentative' as tentative,
      r.scheduled_for as at, r.occurrence::text as day
    from campaign_run r where r.id = ${id} and r.kind = 'batch' for update`);
  if (!run) throw new Fault(problem("run", "not.found", { kind: "run", name: String(id) }));
  return run;
}

async function mayMove(
  engine: Engine,
  tx: Connection,
  id: number,
  run: Planned,
  { at, tentative = run.tentative }: RunChange,
): Promise<void> {
  if (run.day !== null) throw new Fault(problem("run", "run.ofSeries", { run: id, day: run.day }));
  if (!run.toCome) throw new Fault(problem("run", "run.begun", { run: id }));
  const confirms = !tentative && run.tentative;
  if (confirms) mustBeBatch(await runnable(engine, tx, run.campaignId));
  if (at !== undefined || confirms) await mustBeAhead(tx, at ?? run.at, engine.clock.now(), "at");
}
