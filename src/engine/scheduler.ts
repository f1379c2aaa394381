import type pg from "pg";
import { toIso, type Instant } from "#kernel/clock.ts";
import { sql } from "#kernel/sql.ts";
import { workRun, type Run } from "./batch.ts";
import { dueShards, workDue } from "./due.ts";
import type { Engine } from "./engine.ts";

/** The class of advisory locks that say which process works a run. */
const LEASE = 7_340_002;

/**
 * Finds work in our own tables and does it: runs whose time has come, runs that an earlier process left, entries that
 * are due. A doorbell only makes it look sooner; losing every doorbell loses nothing.
 */
export class Scheduler {
  private readonly engine: Engine;
  private readonly working = new Map<number, Promise<void>>();
  private timer: NodeJS.Timeout | undefined;
  private round: Promise<void> | undefined;
  private again = false;
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

  /** Does everything there is to do by now, runs included, and comes back when nothing is left. */
  async quiet(): Promise<void> {
    for (;;) {
      const runs = await this.startRuns();
      const due = await this.workAllDue();
      await Promise.all(this.working.values());
      if (runs === 0 && due === 0 && this.working.size === 0) return;
    }
  }

  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.timer);
    await this.round;
    await Promise.all(this.working.values());
  }

  private async look(): Promise<void> {
    await this.startRuns();
    await this.workAllDue();
  }

  /** Takes up every run that is due and that nobody works; gives how many there were. */
  private async startRuns(): Promise<number> {
    const due = (await nextRuns(this.engine)).filter((run) => !this.working.has(run.id));
    for (const run of due) {
      const work = this.leased(run).catch(this.onError).finally(() => this.working.delete(run.id));
      this.working.set(run.id, work);
    }
    return due.length;
  }

  /** Works a run while holding its lease: a lock that ends with our connection, so that a dead process frees it. */
  private async leased(run: Run): Promise<void> {
    const client = await this.engine.db.connect("read");
    try {
      if (!(await lock(client, run.id))) return;
      const [fresh] = await nextRuns(this.engine, run.id);
      if (fresh) await workRun(this.engine, fresh);
    } finally {
      await client.query("select pg_advisory_unlock($1, $2)", [LEASE, run.id]).catch(() => {});
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

async function lock(client: pg.PoolClient, run: number): Promise<boolean> {
  const { rows } = await client.query<{ got: boolean }>("select pg_try_advisory_lock($1, $2) as got", [LEASE, run]);
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
