import type pg from "pg";
import { toIso, type Instant } from "#kernel/clock.ts";
import { sql } from "#kernel/sql.ts";
import { workRun } from "./batch.ts";
import type { Run } from "./run.ts";
import { dueShards, workDue } from "./due.ts";
import type { Engine } from "./engine.ts";
import { keepHouse } from "./housekeeping.ts";
import { openImports } from "./imports/import-table.ts";
import { workImport } from "./imports/work-import.ts";

/** The classes of advisory locks that say which process works a run or an import. */
const RUN = 7_340_002;
const IMPORT = 7_340_004;

/** How often the house is kept, in milliseconds. */
const HOUSE_EVERY = 3_600_000;

/** Something long to do, which one process does at a time. */
interface Job {
  readonly lease: number;
  readonly id: number;
  /** Looks again whether it is still to be done, once the lease is ours. */
  readonly work: () => Promise<void>;
}

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
  private closed = false;
  private readonly onError: (error: unknown) => void;

  constructor(engine: Engine, onError: (error: unknown) => void) {
    this.engine = engine;
    this.onError = onError;
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
      if (started === 0 && working === 0 && due === 0 && !this.round) return;
    }
  }

  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.timer);
    await this.round;
    await Promise.all(this.working.values());
  }

  private async look(): Promise<void> {
    await this.startJobs();
    await this.workAllDue();
    await this.keepHouseNowAndThen();
  }

  private async keepHouseNowAndThen(): Promise<void> {
    if (performance.now() < this.nextHouse) return;
    this.nextHouse = performance.now() + HOUSE_EVERY;
    await keepHouse(this.engine);
  }

  /** Takes up every job that is to be done and that we do not work already; gives how many there were. */
  private async startJobs(): Promise<number> {
    const jobs = (await this.jobs()).filter((job) => !this.working.has(keyOf(job)));
    for (const job of jobs) {
      const work = this.leased(job).catch(this.onError).finally(() => this.working.delete(keyOf(job)));
      this.working.set(keyOf(job), work);
    }
    return jobs.length;
  }

  private async jobs(): Promise<Job[]> {
    const runs = (await nextRuns(this.engine)).map(({ id }): Job => ({ lease: RUN, id, work: () => this.run(id) }));
    const imports = (await openImports(this.engine)).map(({ id }): Job => ({ lease: IMPORT, id, work: () => this.import(id) }));
    return [...runs, ...imports];
  }

  private async run(id: number): Promise<void> {
    const [run] = await nextRuns(this.engine, id);
    if (run) await workRun(this.engine, run);
  }

  private async import(id: number): Promise<void> {
    const [job] = await openImports(this.engine, id);
    if (job) await workImport(this.engine, job);
  }

  /** Works a job while holding its lease: a lock that ends with our connection, so that a dead process frees it. */
  private async leased({ lease, id, work }: Job): Promise<void> {
    const client = await this.engine.db.connect("read");
    try {
      if (await lock(client, lease, id)) await work();
    } finally {
      await client.query("select pg_advisory_unlock($1, $2)", [lease, id]).catch(() => {});
      client.release();
    }
  }

  private async workAllDue(): Promise<number> {
    let total = 0;
    for (let shards = await dueShards(this.engine); shards.length > 0 && !this.closed; shards = await dueShards(this.engine)) {
      let took = 0;
      for (const shard of shards) {
        await this.engine.turns.bulk(took);
        const began = performance.now();
        total += await workDue(this.engine, shard);
        took = performance.now() - began;
      }
    }
    return total;
  }
}

const keyOf = ({ lease, id }: Job): string => `${lease} ${id}`;

async function lock(client: pg.PoolClient, lease: number, id: number): Promise<boolean> {
  const { rows } = await client.query<{ got: boolean }>("select pg_try_advisory_lock($1, $2) as got", [lease, id]);
  return rows[0]?.got ?? false;
}

/** Runs to be worked by now; of one campaign only the one under way, else the earliest. */
async function nextRuns(engine: Engine, id?: number): Promise<Run[]> {
  const now: Instant = engine.clock.now();
  return engine.db.rows<Run>(sql`
    select distinct on (campaign_id) id, campaign_id as "campaignId", state, scheduled_for as "scheduledFor",
      person_limit as "personLimit", version_id as "versionId", step
    from campaign_run
    where kind = 'batch' and state in ('scheduled', 'starting', 'running') and scheduled_for <= ${toIso(now)}::timestamptz
      and (${id ?? null}::integer is null or id = ${id ?? null}::integer)
    order by campaign_id, (state = 'scheduled'), scheduled_for, id`);
}
