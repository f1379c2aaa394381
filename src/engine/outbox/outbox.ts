import { micros, minute, toIso, type Instant } from "#kernel/clock.ts";
import { sql } from "#kernel/sql.ts";
import type { Carrier, Handed } from "#domain/email.ts";
import type { Runner } from "#store/db.ts";
import type { Engine } from "../engine.ts";
import { takeLease, type Lease } from "../lease.ts";
import { notify } from "../notification.ts";
import { Together } from "../together.ts";
import { bounce } from "./bounce.ts";
import { changeDelivery, EVERY_SHARD } from "./change-delivery.ts";
import { legible } from "./legible.ts";
import { Queue, type Queued } from "./queue.ts";
import { settle } from "./settle.ts";

/** For how long a mail is tried that a server does not take for the moment (behaviour §5.5, Email Bounced Soft). */
const TRIED_FOR = 24 * 60 * minute;
/** It is tried so often at least, also when no server took any for all that time. */
const FEWEST_TRIES = 5;
/** The pause before the second try, doubled for each further one up to an hour. */
const FIRST_PAUSE = minute;
const LONGEST_PAUSE = 60 * minute;
/** The same for a server that takes none at all, in milliseconds of the machine. */
const FIRST_BREAK = 1_000;
const LONGEST_BREAK = 60_000;
/** Mails go into the log together: so many, or those of so many milliseconds of the machine, or ten times of what that takes. */
const SETTLED_TOGETHER = 1_000;
const SETTLED_EVERY = 1_000;

/** A mail that a server took, and what it said. */
interface Accepted {
  readonly mail: Queued;
  readonly answer: string;
}

/**
 * Hands mails over to the world (docs/decisions/0025-mail.md). One process does it at a time. Each hand waits until it is
 * known for good what became of its mail before it takes the next: when the process dies, only a mail in a hand can be sent
 * twice, and under the same Message-ID.
 */
export class Outbox {
  private readonly engine: Engine;
  private readonly carrier: Carrier;
  private closed = false;
  /** While no server takes any: until when it is left alone, and how long the last break was. */
  private rest: { until: number; length: number } | undefined;
  private unsettled = 0;
  private nextSettling = 0;
  private settling: Promise<void> | undefined;

  constructor(engine: Engine, carrier: Carrier) {
    this.engine = engine;
    this.carrier = carrier;
  }

  /** Hands over what is due; comes back when there is nothing left that can be handed over now. Gives how much there was. */
  async work(): Promise<number> {
    if (this.closed || (this.rest && performance.now() < this.rest.until) || !(await this.hasWork()))
      return 0;
    const lease = await takeLease(this.engine, "outbox", 0);
    if (!lease) return 0;
    try {
      const settled = await settle(this.engine);
      return settled + (await this.empty(lease));
    } finally {
      await lease.giveBack();
    }
  }

  async close(): Promise<void> {
    this.closed = true;
    await this.settling;
    await this.carrier.close();
  }

  private async hasWork(): Promise<boolean> {
    const by = toIso(this.engine.clock.now());
    const row = await this.engine.db.first<{ some: boolean }>(
      sql`select exists (select from delivery where origin = 0 and next_try <= ${by}::timestamptz) or exists (select from delivery where origin = 1 and next_try <= ${by}::timestamptz)
        or exists (select from delivery where state = 1) as some`,
    );
    return row?.some === true;
  }

  private async empty({ connection }: Lease): Promise<number> {
    const queue = new Queue(this.engine, connection, this.carrier.leaves);
    const accepted = new Together<Accepted>((set) => this.noteAccepted(connection, set));
    let over = false;
    const hand = async (): Promise<void> => {
      while (!over && !this.closed) {
        const mail = await queue.next();
        if (!mail) return;
        const said = await this.carrier.hand(mail);
        const handed = { ...said, answer: legible(said.answer) };
        const first = !over;
        if (handed.kind === "down") over = true;
        if (handed.kind !== "down" || first) await this.note(mail, handed, accepted);
        queue.over(mail);
      }
    };
    // One that fails stops all: the lease is given back only when nobody has a mail in hand any more.
    const hands = Array.from({ length: this.carrier.hands }, () =>
      hand().catch((error: unknown) => {
        over = true;
        throw error;
      }),
    );
    const failed = (await Promise.allSettled(hands)).find((one) => one.status === "rejected");
    await this.settling;
    if (failed) throw failed.reason;
    await settle(this.engine);
    return queue.taken;
  }

  private async note(mail: Queued, handed: Handed, accepted: Together<Accepted>): Promise<void> {
    if (handed.kind !== "down") this.rest = undefined;
    switch (handed.kind) {
      case "accepted":
        return accepted.add({ mail, answer: handed.answer });
      case "refused":
        return void (await bounce(this.engine, mail, handed, "refused"));
      case "later":
        return this.putOff(mail, handed.answer);
      case "down":
        return this.takeBreak(handed.answer);
    }
  }

  /** Through the connection of the lease: who lost it notes nothing any more, and stops. */
  private async noteAccepted(connection: Runner, set: readonly Accepted[]): Promise<void> {
    const now = toIso(this.engine.clock.now());
    const ids = set.map(({ mail }) => mail.id);
    const change = sql`state = 1, next_try = null, tries = d.tries + 1, sent_on = ${now}::timestamptz, answer = e.answer`;
    const e = sql`unnest(${set.map(({ mail }) => mail.shard)}::smallint[], ${ids}::bigint[], ${set.map(({ answer }) => answer)}::text[]) e (shard, id, answer)`;
    const done = await connection.rows<{ id: number }>(
      sql`update delivery d set ${change} from ${e} where d.shard = e.shard and d.id = e.id and d.state = 0 returning d.id`,
      { prepare: true },
    );
    // Whoever was merged meanwhile took their mails to another shard.
    if (done.length < set.length)
      await connection.rows(
        sql`update delivery d set ${change} from ${e} where d.shard = any(${EVERY_SHARD}::smallint[]) and d.id = e.id and d.state = 0`,
      );
    this.unsettled += set.length;
    const began = performance.now();
    if (this.settling || (this.unsettled < SETTLED_TOGETHER && began < this.nextSettling)) return;
    this.unsettled = 0;
    this.settling = settle(this.engine)
      .then(() => {})
      .finally(() => {
        this.settling = undefined;
        const over = performance.now();
        this.nextSettling = over + Math.max(SETTLED_EVERY, 9 * (over - began));
      });
    this.settling.catch(() => {}); // whoever waits for it hears of it
  }

  private async putOff(mail: Queued, answer: string): Promise<void> {
    const now = this.engine.clock.now();
    if (now - mail.createdOn >= TRIED_FOR && mail.tries + 1 >= FEWEST_TRIES)
      return void (await bounce(this.engine, mail, { answer, category: "temporary" }, "given up"));
    const pause = Math.min(FIRST_PAUSE * 2 ** mail.tries, LONGEST_PAUSE);
    await changeDelivery(
      this.engine.db,
      mail,
      sql`tries = tries + 1, answer = ${answer}, next_try = ${toIso(micros(now + pause))}::timestamptz`,
    );
  }

  /** Leaves the server alone for a while; nobody's mail is given up for it. */
  private async takeBreak(answer: string): Promise<void> {
    const since: Instant = this.engine.clock.now();
    if (!this.rest) await notify(this.engine.db, since, "mail_down", answer.slice(0, 500), {});
    const length = Math.min((this.rest?.length ?? FIRST_BREAK / 2) * 2, LONGEST_BREAK);
    this.rest = { until: performance.now() + length, length };
  }
}
