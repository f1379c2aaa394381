import type { Fault } from "#kernel/fault.ts";
import { SHARDS } from "#kernel/id.ts";
import { answered, keepAnswers, type CallItem } from "./call.ts";
import type { Engine } from "./engine.ts";
import { recordEvents, type NewEvent } from "./record-events.ts";
import { Lookups } from "./people/lookups.ts";
import { Rhythm } from "./rhythm.ts";
import { holdShardsAhead } from "./shard.ts";

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
/** Up to so many events are recorded together whatever their shards: one small transaction costs less than two. */
const SMALL = 48;
/** Up to so many events a kept plan is best; for more, planning for their number is worth its time. */
const FEW = 32;
/** The most events of one transaction. */
const MOST = 500;

/**
 * Where live events come in. Those that arrive while a transaction of their lane is under way are recorded by the next
 * one together: one by one when it is quiet, hundreds at a time when it is not.
 */
export class Intake {
  /** Who is meant by a key, asked for many callers at once. */
  readonly people: Lookups;
  private readonly engine: Engine;
  private queue: Waiting[] = [];
  /** The lanes that are at work; all of them while a small set of any shards is. */
  private readonly busy = new Set<number>();
  private readonly rhythm = new Rhythm();
  private timer: NodeJS.Timeout | undefined;
  private soon: NodeJS.Immediate | undefined;
  private done: (() => void) | undefined;

  constructor(engine: Engine) {
    this.engine = engine;
    this.people = new Lookups(engine.db, this.rhythm);
  }

  /** Records live events; the answers come when they are committed and their immediate steps done. */
  record(incoming: readonly Incoming[]): Promise<Answer>[] {
    const answers = incoming.map(
      (one) => new Promise<Answer>((resolve, reject) => this.queue.push({ ...one, resolve, reject })),
    );
    this.done ??= this.engine.turns.liveArrives();
    // Many come at the same moment: those who were looked up together.
    this.soon ??= setImmediate(() => {
      this.soon = undefined;
      this.pump();
    });
    return answers;
  }

  private pump(): void {
    clearTimeout(this.timer);
    if (this.queue.length === 0 && this.busy.size === 0) return this.rest();
    const patience = this.rhythm.patience(this.queue.length);
    if (patience > 0) this.timer = setTimeout(() => this.pump(), patience);
    else if (this.busy.size === 0 && this.queue.length <= SMALL) this.start(EVERY_LANE, this.queue.splice(0));
    else for (const lane of EVERY_LANE) if (!this.busy.has(lane)) this.start([lane], this.take(lane));
  }

  /** Nothing waits and nothing is under way. */
  private rest(): void {
    this.done?.();
    this.done = undefined;
  }

  private take(lane: number): Waiting[] {
    const taken: Waiting[] = [];
    this.queue = this.queue.filter((one) => {
      if (taken.length === MOST || laneOf(one.event.shard) !== lane) return true;
      taken.push(one);
      return false;
    });
    return taken;
  }

  private start(lanes: readonly number[], set: readonly Waiting[]): void {
    if (set.length === 0) return;
    for (const lane of lanes) this.busy.add(lane);
    const over = this.rhythm.begin(Math.min(set.length, SMALL));
    void this.work(set).then((answers) => {
      for (const lane of lanes) this.busy.delete(lane);
      over();
      this.pump();
      // The next set is on its way to the database before these are written to their callers.
      setImmediate(() => {
        for (const answer of answers) answer();
      });
    });
  }

  /** Records a set and gives how to answer each; when that fails, its halves, so that one bad event spoils no other. */
  private async work(set: readonly Waiting[]): Promise<(() => void)[]> {
    try {
      const answers = await this.recordSet(set);
      return set.map((one, index) => () => one.resolve(answers[index] as Answer));
    } catch (error) {
      if (set.length === 1 || isUnavailable(error)) return set.map((one) => () => one.reject(error));
      const half = Math.ceil(set.length / 2);
      return [...(await this.work(set.slice(0, half))), ...(await this.work(set.slice(half)))];
    }
  }

  private recordSet(set: readonly Waiting[]): Promise<Answer[]> {
    return holdShardsAhead(
      this.engine,
      set.length > FEW ? "bulk" : "record",
      set.map((one) => one.event.shard),
      async (hold) => {
        const before = await answered<number | null>(
          hold.tx,
          set.flatMap((one) => one.call ?? []),
        );
        const fresh = set.filter((one) => !one.call || !before.has(one.call.item + one.call.key));
        const ids = await recordEvents(
          hold,
          fresh.map((one) => one.event),
          "live",
        );
        await keepAnswers(
          hold.tx,
          hold.at,
          fresh.flatMap((one, index) =>
            one.call && ids[index] != null ? [{ ...one.call, answer: ids[index] }] : [],
          ),
        );
        const now = new Map(fresh.map((one, index) => [one, ids[index] ?? null]));
        return set.map((one) =>
          now.has(one)
            ? { activity: now.get(one) ?? null, repeated: false }
            : { activity: before.get((one.call?.item ?? 0) + (one.call?.key ?? "")) ?? null, repeated: true },
        );
      },
    );
  }
}

const EVERY_LANE = Array.from({ length: LANES }, (_, lane) => lane);
const laneOf = (shard: number): number => Math.floor((shard * LANES) / SHARDS);

const isUnavailable = (error: unknown): boolean => (error as Fault).code === "database.unavailable";
