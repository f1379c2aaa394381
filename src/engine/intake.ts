import type { Fault } from "#kernel/fault.ts";
import { SHARDS } from "#kernel/id.ts";
import { answered, keepAnswers, type CallItem } from "./call.ts";
import type { Engine } from "./engine.ts";
import { recordEvents, type NewEvent } from "./record-events.ts";
import { holdShards } from "./shard.ts";

/** An event on its way in, and who waits for its answer. */
export interface Incoming {
  readonly event: NewEvent;
  /** The item of a repeatable call it is, when the caller gave an idempotency key. */
  readonly call?: CallItem;
}

/** What became of an event: the number of its activity, or `null` when the person is gone. */
export interface Answer {
  readonly activity: number | null;
  /** It was recorded by an earlier call with the same key. */
  readonly repeated: boolean;
}

interface Waiting extends Incoming {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (reason: unknown) => void;
}

/** Each lane has half of the shards and one connection, so that two lanes never wait for each other's locks. */
const LANES = 2;
/** Up to so many events a kept plan is best; for more, planning for their number is worth its time. */
const FEW = 32;
/** The most events of one transaction. */
const MOST = 500;

/**
 * Where live events come in. Those that arrive while a transaction of their lane is under way are recorded by the next
 * one together: one by one when it is quiet, hundreds at a time when it is not.
 */
export class Intake {
  private readonly engine: Engine;
  private readonly queues: Waiting[][] = Array.from({ length: LANES }, () => []);
  private readonly busy = Array.from({ length: LANES }, () => false);

  constructor(engine: Engine) {
    this.engine = engine;
  }

  /** Records live events; the answers come when they are committed and their immediate steps done. */
  record(incoming: readonly Incoming[]): Promise<Answer>[] {
    const answers = incoming.map(
      (one) =>
        new Promise<Answer>((resolve, reject) => {
          this.queues[laneOf(one.event.shard)]?.push({ ...one, resolve, reject });
        }),
    );
    for (let lane = 0; lane < LANES; lane += 1) if (!this.busy[lane]) void this.drain(lane);
    return answers;
  }

  private async drain(lane: number): Promise<void> {
    const queue = this.queues[lane] as Waiting[];
    if (queue.length === 0) return;
    this.busy[lane] = true;
    const done = this.engine.turns.liveArrives();
    try {
      while (queue.length > 0) await this.work(queue.splice(0, MOST));
    } finally {
      this.busy[lane] = false;
      done();
    }
  }

  /** Records a set; when that fails, its halves, so that one bad event spoils no other. */
  private async work(set: readonly Waiting[]): Promise<void> {
    try {
      const answers = await this.recordSet(set);
      set.forEach((one, index) => one.resolve(answers[index] as Answer));
    } catch (error) {
      if (set.length === 1 || isUnavailable(error)) {
        for (const one of set) one.reject(error);
        return;
      }
      const half = Math.ceil(set.length / 2);
      await this.work(set.slice(0, half));
      await this.work(set.slice(half));
    }
  }

  private recordSet(set: readonly Waiting[]): Promise<Answer[]> {
    return holdShards(this.engine, set.length > FEW ? "bulk" : "record", set.map((one) => one.event.shard), async (hold) => {
      const before = await answered<number | null>(hold.tx, set.flatMap((one) => one.call ?? []));
      const fresh = set.filter((one) => !one.call || !before.has(one.call.item + one.call.key));
      const ids = await recordEvents(hold, fresh.map((one) => one.event), "live");
      await keepAnswers(hold.tx, hold.at, fresh.flatMap((one, index) => (one.call ? [{ ...one.call, answer: ids[index] ?? null }] : [])));
      const now = new Map(fresh.map((one, index) => [one, ids[index] ?? null]));
      return set.map((one) =>
        now.has(one)
          ? { activity: now.get(one) ?? null, repeated: false }
          : { activity: before.get((one.call?.item ?? 0) + (one.call?.key ?? "")) ?? null, repeated: true },
      );
    });
  }
}

const laneOf = (shard: number): number => Math.floor((shard * LANES) / SHARDS);

const isUnavailable = (error: unknown): boolean => (error as Fault).code === "database.unavailable";
