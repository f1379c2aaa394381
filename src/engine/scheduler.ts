import { toIso } from "#kernel/clock.ts";
import { Fault, problem } from "#kernel/fault.ts";
import { sql } from "#kernel/sql.ts";
import type { Catalog } from "#domain/catalog.ts";
import type { Carrier } from "#domain/email.ts";
import { endRuns, workRun } from "./batch.ts";
import { nameOfRun, type Run } from "./run.ts";
import { dueShards, workDue } from "./due.ts";
import { workCompensation } from "./compensation.ts";
import { currentDefinitions, type Engine } from "./engine.ts";
import { keepHouse } from "./housekeeping.ts";
import { finish, openImports } from "./imports/import-table.ts";
import { workImport } from "./imports/work-import.ts";
import { takeLease, type Lease, type LeaseOf } from "./lease.ts";
import { notify } from "./notification.ts";
import { Outbox } from "./outbox/outbox.ts";
import { letGoOn, runGoesOn } from "./pause.ts";
import { callRuns } from "./schedule/call-runs.ts";
import { expirePrograms } from "./schedule/expiration.ts";
import { tellLeftTentative } from "./schedule/left-tentative.ts";
import { tellUnsound } from "./unsound.ts";
import { writeNotices } from "./write-notices.ts";

/** How often the house is kept, in milliseconds. */
const HOUSE_EVERY = 3_600_000;

/** Something long to do, which one process does at a time. */
interface Job {
  readonly lease: LeaseOf;
  readonly id: number;
  /** Looks again whether it is still to be done, once the lease is ours. */
  readonly work: () => Promise<void>;
  /** Gives it up for good, where somebody sees it. */
  readonly giveUp: () => Promise<void>;
}

/** The most jobs at once: each keeps a connection, and their work needs others of the same pool. */
const MOST_JOBS = 3;

/** Every so many pieces of due entries begin with bulk ones: they always get a fifth. */
const BULK_EVERY = 5;

/** How a job that failed unexpectedly is tried again: later each time, and after so many times no more. */
const TRIES = 5;
const FIRST_PAUSE = 1_000;

/**
 * What PostgreSQL says of a row of the log whose month got its partition while it was written: everything of it was
 * taken back, and the next time it has a place.
 */
const CHECK_VIOLATION = "23514";
const REST = "activity_rest";

/**
 * Finds work in our own tables and does it: runs and imports whose time has come, those that an earlier process left,
 * entries that are due. A doorbell only makes it look sooner; losing every doorbell loses nothing.
 */
export class Scheduler {
  private readonly engine: Engine;
  private readonly working = new Map<string, Promise<void>>();
  private timer: NodeJS.Timeout | undefined;
  private round: Promise<void> | undefined;
  private again = false;
  private nextHouse = 0;
  private pieces = 0;
  private closed = false;
  /** The definitions that were last looked through for campaigns that have become invalid. */
  private checked: Catalog | undefined;
  private readonly onError: (error: unknown) => void;
  private readonly outbox: Outbox | undefined;
  /** While mails are being handed over: how many there were. */
  private mailing: Promise<number> | undefined;
  /** How often each job failed in a row, and when it may be tried again. */
  private readonly failed = new Map<string, { times: number; again: number }>();

  /** @param carrier hands over mails; without one they stay in the outbox */
  constructor(engine: Engine, onError: (error: unknown) => void, carrier?: Carrier) {
    this.engine = engine;
    this.onError = onError;
    this.outbox = carrier && new Outbox(engine, carrier);
  }

  /** Looks for work now and then every `every` milliseconds. */
  start(every = 1000): void {
    const tick = (): void => {
      this.ring();
      this.timer = setTimeout(tick, every);
    };
    tick();
  }

  /** Says that there may be something to do. */
  ring(): void {
    if (this.closed) return;
    if (this.round) {
      this.again = true;
      return;
    }
    this.round = this.look()
      .catch(this.onError)
      .finally(() => {
        this.round = undefined;
        if (this.again) {
          this.again = false;
          this.ring();
        }
      });
  }

  /** Does everything there is to do by now, runs and imports included, and comes back when nothing is left. */
  async quiet(): Promise<void> {
    for (;;) {
      await this.round;
      const started = await this.startJobs();
      const working = this.working.size;
      await Promise.all(this.working.values());
      const due = await this.workAllDue();
      const mailed = await this.mail();
      if (started === 0 && working === 0 && due === 0 && mailed === 0 && !this.round) return;
    }
  }

  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.timer);
    await this.round;
    await Promise.all(this.working.values());
    await this.outbox?.close();
    await this.mailing;
  }

  /** Writes mails that tell of notifications and hands mails over, unless that is under way. */
  private mail(): Promise<number> {
    this.mailing ??= this.writeAndHand()
      .catch((error: unknown) => {
        this.onError(error);
        return 0;
      })
      .finally(() => (this.mailing = undefined));
    return this.mailing;
  }

  private async writeAndHand(): Promise<number> {
    return (await writeNotices(this.engine)) + ((await this.outbox?.work()) ?? 0);
  }

  private async look(): Promise<void> {
    await currentDefinitions(this.engine);
    void this.mail();
    await this.startJobs();
    await this.workAllDue();
    await this.keepHouseNowAndThen();
  }

  private async keepHouseNowAndThen(): Promise<void> {
    if (performance.now() < this.nextHouse) return;
    this.nextHouse = performance.now() + HOUSE_EVERY;
    await keepHouse(this.engine);
  }

  /** Takes up jobs that are to be done and that nobody works, as many as there is room for; gives how many are to be done and not ours. */
  private async startJobs(): Promise<number> {
    await expirePrograms(this.engine); // before runs are called that are later
    await callRuns(this.engine);
    await letGoOn(this.engine);
    await tellLeftTentative(this.engine);
    await this.tellUnsoundOnce();
    const jobs = (await this.jobs()).filter(
      (job) =>
        !this.working.has(keyOf(job)) && (this.failed.get(keyOf(job))?.again ?? 0) <= performance.now(),
    );
    for (const job of jobs) {
      if (this.working.size >= MOST_JOBS) break;
      const lease = await takeLease(this.engine, job.lease, job.id);
      if (lease) this.working.set(keyOf(job), this.work(job, lease));
    }
    return jobs.length;
  }

  /** What is sound changes with the definitions only. */
  private async tellUnsoundOnce(): Promise<void> {
    const { catalog } = this.engine.definitions;
    if (this.checked === catalog) return;
    await tellUnsound(this.engine);
    this.checked = catalog;
  }

  private async work(job: Job, lease: Lease): Promise<void> {
    try {
      await job.work();
      this.failed.delete(keyOf(job));
    } catch (error) {
      await this.failedJob(job, error);
    } finally {
      await lease.giveBack();
      this.working.delete(keyOf(job));
      this.ring(); // there is room for another
    }
  }

  /** A job that keeps failing must not keep everybody busy: it is put off, and in the end given up. */
  private async failedJob(job: Job, error: unknown): Promise<void> {
    const { code, table } = error as { code?: string; table?: string };
    if (code === CHECK_VIOLATION && table === REST) return;
    this.onError(error);
    if (error instanceof Fault && error.code === "database.unavailable") return;
    const times = (this.failed.get(keyOf(job))?.times ?? 0) + 1;
    this.failed.set(keyOf(job), { times, again: performance.now() + FIRST_PAUSE * 2 ** times });
    if (times >= TRIES) await job.giveUp().catch(this.onError);
  }

  private async jobs(): Promise<Job[]> {
    const runs = (await nextRuns(this.engine)).map(({ id }): Job => ({
      lease: "run",
      id,
      work: () => this.run(id),
      giveUp: () => failRun(this.engine, id),
    }));
    const imports = (await openImports(this.engine)).map(({ id }): Job => ({
      lease: "import",
      id,
      work: () => this.import(id),
      giveUp: () => finish(this.engine, id, "failed", [problem("", "internal")]),
    }));
    return [...runs, ...imports];
  }

  private async run(id: number): Promise<void> {
    const [run] = await nextRuns(this.engine, id);
    if (run?.compensates) await workCompensation(this.engine, run, run.compensates);
    else if (run) await workRun(this.engine, run);
  }

  private async import(id: number): Promise<void> {
    const [job] = await openImports(this.engine, id);
    if (job) await workImport(this.engine, job);
  }

  private async workAllDue(): Promise<number> {
    let total = 0;
    for (
      let shards = await dueShards(this.engine);
      shards.length > 0 && !this.closed;
      shards = await dueShards(this.engine)
    ) {
      let took: number | undefined;
      for (const shard of shards) {
        await this.engine.turns.bulk(took);
        const began = performance.now();
        this.pieces += 1;
        total += await workDue(this.engine, shard, this.pieces % BULK_EVERY === 0 ? "bulk" : "live");
        took = performance.now() - began;
      }
    }
    await endRuns(this.engine); // also when nobody was due: who waited last may have left, or the process died before it said so
    return total;
  }
}

/** Ends a run that cannot be worked; what it did stays done. */
async function failRun(engine: Engine, id: number): Promise<void> {
  const now = engine.clock.now();
  const problems = [problem("", "internal")];
  const [row] = await engine.db.rows<{ name: string; campaign: number | null }>(sql`
    update campaign_run r set state = 'failed', ended_on = ${toIso(now)}::timestamptz, problems = ${JSON.stringify(problems)}::jsonb
    where r.id = ${id} and r.state in ('scheduled', 'starting', 'running') returning ${nameOfRun} as name, r.campaign_id as campaign`);
  if (row)
    await notify(engine.db, now, "campaign_failure", row.name, { campaign: row.campaign, run: id, problems });
}

const keyOf = ({ lease, id }: Job): string => `${lease} ${id}`;

/** Runs to be worked, of campaigns that are not paused; of one campaign only the one under way, else the earliest that was called. */
function nextRuns(engine: Engine, id?: number): Promise<Run[]> {
  return engine.db.rows<Run>(sql`
    select distinct on (coalesce(campaign_id, -id)) id, campaign_id as "campaignId", state, scheduled_for as "scheduledFor",
      version_id as "versionId", step, compensates
    from campaign_run r
    where kind in ('batch', 'compensation', 'action') and (state in ('starting', 'running') or (state = 'scheduled' and called_on is not null))
      and ${runGoesOn}
      and (${id ?? null}::integer is null or id = ${id ?? null}::integer)
    order by coalesce(campaign_id, -id), (state = 'scheduled'), scheduled_for, id`);
}
