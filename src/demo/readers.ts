import { hour, micros, minute, type Instant } from "#kernel/clock.ts";
import { sql } from "#kernel/sql.ts";
import type { Context } from "#operations/define.ts";
import { followLink, noteOpened, unsubscribe, type Reader } from "#operations/mail/follow.ts";
import { readMail } from "#operations/mail/read-mail.ts";
import type { Chance } from "./chance.ts";
import type { DemoPerson } from "./people.ts";

interface Delivered {
  readonly shard: number;
  readonly id: number;
  readonly address: string;
  readonly sentOn: Instant;
}

/** Something somebody is going to do with a mail. */
interface Reaction {
  readonly on: Instant;
  do(): Promise<void>;
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

  constructor(context: Context, chance: Chance, people: readonly DemoPerson[]) {
    this.context = context;
    this.chance = chance;
    this.interest = new Map(people.map(({ email, interest }) => [email, interest]));
  }

  /** Lets them find what came since the last time, and do what they were going to do by now. */
  async read(now: Instant): Promise<void> {
    const { rows } = { rows: await this.arrived() };
    for (const mail of rows) this.react(mail);
    this.last = Math.max(this.last, ...rows.map(({ id }) => id));
    const due = this.coming.filter(({ on }) => on <= now).toSorted((a, b) => a.on - b.on);
    this.coming = this.coming.filter(({ on }) => on > now);
    for (const reaction of due) await reaction.do();
  }

  private arrived(): Promise<Delivered[]> {
    return this.context.engine.db.rows<Delivered>(sql`
      select shard, id, address, sent_on as "sentOn" from delivery where kind = 0 and state = 2 and id > ${this.last} order by id`);
  }

  private react(mail: Delivered): void {
    const { chance, context } = this;
    const interest = this.interest.get(mail.address) ?? 0;
    if (!chance.happens(0.15 + 0.65 * interest)) return;
    const reader: Reader = {
      userAgent: chance.weighted(programs),
      address: `192.0.2.${chance.between(1, 254)}`,
      referrer: "",
    };
    const opened = mail.sentOn + chance.next() ** 3 * 60 * hour + minute;
    this.later(opened, () => noteOpened(context, mail, reader));
    if (chance.happens(0.012)) this.later(opened + minute, () => unsubscribe(context, mail, reader));
    else if (chance.happens(0.12 + 0.5 * interest))
      this.later(opened + chance.between(1, 5) * minute, () => this.click(mail, reader));
  }

  private later(on: number, act: () => Promise<void>): void {
    this.coming.push({ on: micros(Math.round(on)), do: act });
  }

  private async click(mail: Delivered, reader: Reader): Promise<void> {
    const { mail: read } = await readMail(this.context.engine, mail);
    const links = this.context.post.links(read);
    if (links.length > 0)
      await followLink(this.context, mail, this.chance.between(0, links.length - 1), reader);
  }
}
