import { hour, micros, minute, type Instant } from "#kernel/clock.ts";
import { sql } from "#kernel/sql.ts";
import { mailsOf, type DeliveryRow } from "#engine/outbox/delivery-events.ts";
import { holdShards } from "#engine/shard.ts";
import type { Context } from "#operations/define.ts";
import { followLink, noteOpenings, unsubscribe, type Reader } from "#operations/mail/follow.ts";
import { readMail } from "#operations/mail/read-mail.ts";
import type { Chance } from "./chance.ts";
import type { DemoPerson } from "./people.ts";

interface Delivered {
  readonly shard: number;
  readonly id: number;
  readonly address: string;
  readonly sentOn: Instant;
  readonly version: number;
}

/** Something somebody is going to do with a mail. */
interface Reaction {
  readonly on: Instant;
  readonly mail: Delivered;
  readonly reader: Reader;
  readonly what: "open" | "unsubscribe" | "click";
  /** Which link, of all there are, from 0 to 1. */
  readonly link: number;
}

const programs: readonly (readonly [userAgent: string, weight: number])[] = [
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1",
    45,
  ],
  [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36",
    30,
  ],
  [
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Safari/605.1.15",
    15,
  ],
  [
    "Mozilla/5.0 (Linux; Android 16) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36",
    10,
  ],
];

/** The readers of the demo world: they open mails, click, unsubscribe, some at once, most never. */
export class Readers {
  private readonly context: Context;
  private readonly chance: Chance;
  private readonly interest: ReadonlyMap<string, number>;
  private coming: Reaction[] = [];
  private last = 0;
  /** How many links the mails of a version have. */
  private readonly counted = new Map<number, number>();

  constructor(context: Context, chance: Chance, people: readonly DemoPerson[]) {
    this.context = context;
    this.chance = chance;
    this.interest = new Map(people.map(({ email, interest }) => [email, interest]));
  }

  /** Lets them find what came since the last time, and do what they were going to do by now. */
  async read(now: Instant): Promise<void> {
    const arrived = await this.arrived();
    for (const mail of arrived) this.react(mail);
    this.last = Math.max(this.last, ...arrived.map(({ id }) => id));
    const due = this.coming.filter(({ on }) => on <= now);
    this.coming = this.coming.filter(({ on }) => on > now);
    const { open = [], unsubscribe: leave = [], click = [] } = Object.groupBy(due, ({ what }) => what);
    await this.open(open);
    await Promise.all(click.map((one) => this.click(one)));
    for (const { mail, reader } of leave) await unsubscribe(this.context, mail, reader);
  }

  private arrived(): Promise<Delivered[]> {
    return this.context.engine.db.rows<Delivered>(sql`
      select shard, id, address, sent_on as "sentOn", version_id as version from delivery where kind = 0 and state = 2 and id > ${this.last} order by id`);
  }

  private react(mail: Delivered): void {
    const { chance } = this;
    const interest = this.interest.get(mail.address) ?? 0;
    if (!chance.happens(0.15 + 0.65 * interest)) return;
    const reader: Reader = {
      userAgent: chance.weighted(programs),
      address: `192.0.2.${chance.between(1, 254)}`,
      referrer: "",
    };
    const opened = mail.sentOn + chance.next() ** 3 * 60 * hour + minute;
    const later = (what: Reaction["what"], on: number): void =>
      void this.coming.push({ on: micros(Math.round(on)), mail, reader, what, link: chance.next() });
    later("open", opened);
    if (chance.happens(0.012)) later("unsubscribe", opened + minute);
    else if (chance.happens(0.12 + 0.5 * interest)) later("click", opened + chance.between(1, 5) * minute);
  }

  /** All together: one small transaction costs less than a hundred. */
  private async open(opened: readonly Reaction[]): Promise<void> {
    const readers = new Map(opened.map(({ mail, reader }) => [mail.id, reader]));
    const shards = opened.map(({ mail }) => mail.shard);
    if (opened.length > 0)
      await holdShards(this.context.engine, "bulk", shards, async (hold) => {
        const which = sql`(d.shard, d.id) in (select * from unnest(${shards}::smallint[], ${opened.map(({ mail }) => mail.id)}::bigint[]))`;
        const rows = await hold.tx.rows<DeliveryRow>(sql`${mailsOf(which)} order by d.id`);
        await noteOpenings(
          hold,
          rows.map((row) => ({ row, reader: readers.get(row.id) as Reader })),
        );
      });
  }

  private async click({ mail, reader, link }: Reaction): Promise<void> {
    const links = await this.links(mail);
    if (links > 0) await followLink(this.context, mail, Math.floor(link * links), reader);
  }

  /** How many links a mail has. */
  private async links(mail: Delivered): Promise<number> {
    let many = this.counted.get(mail.version);
    if (many === undefined) {
      many = this.context.post.links((await readMail(this.context.engine, mail)).mail).length;
      this.counted.set(mail.version, many);
    }
    return many;
  }
}
