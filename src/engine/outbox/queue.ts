import { toIso } from "#kernel/clock.ts";
import { sql } from "#kernel/sql.ts";
import {
  deliveryStates,
  mailKinds,
  NOTICE_VERSION,
  noticeContent,
  type EmailContent,
  type Mail,
} from "#domain/email.ts";
import type { Runner } from "#store/db.ts";
import { isOfDemo } from "../demo-people.ts";
import type { Engine } from "../engine.ts";

/** A mail of the outbox that is due. */
export interface Queued extends Mail {
  readonly personId: number;
  readonly tries: number;
}

interface Row extends Omit<Queued, "kind" | "content" | "sender" | "language"> {
  readonly kind: number;
  readonly origin: number;
  /** Why it may no longer be sent. */
  readonly stop: string | null;
}

/** How many are read at once; so many mails of a mass may go before one that somebody waits for. */
const CHUNK = 500;
/** For so many milliseconds of the machine what was read ahead is believed: whoever wants no more mail meanwhile gets none. */
const FRESH = 5_000;

/** The mails that are due, what somebody waits for first, read ahead of who takes them. Whoever said meanwhile that they want none gets none. */
export class Queue {
  private readonly engine: Engine;
  private readonly connection: Runner;
  private readonly leaves: boolean;
  private readonly contents = new Map<number, EmailContent>([[NOTICE_VERSION, noticeContent]]);
  private readonly inHand = new Set<number>();
  private ahead: { readonly mail: Queued; readonly since: number }[] = [];
  private reading: Promise<void> | undefined;
  private dry = false;
  /** How many there were. */
  taken = 0;

  /** @param leaves whether they leave for the world */
  constructor(engine: Engine, connection: Runner, leaves: boolean) {
    this.engine = engine;
    this.connection = connection;
    this.leaves = leaves;
  }

  /** The next mail; nothing when none is left. */
  async next(): Promise<Queued | undefined> {
    this.forgetStale();
    if (this.ahead.length < CHUNK / 2 && !this.dry) {
      this.reading ??= this.read().finally(() => (this.reading = undefined));
      if (this.ahead.length === 0) await this.reading;
      else this.reading.catch(() => {}); // whoever needs it hears of it
    }
    const next = this.ahead.shift();
    if (next || this.dry) return next?.mail;
    return this.next();
  }

  private forgetStale(): void {
    const [first] = this.ahead;
    if (!first || performance.now() - first.since < FRESH) return;
    for (const { mail } of this.ahead) this.inHand.delete(mail.id);
    this.taken -= this.ahead.length;
    this.ahead = [];
    this.dry = false;
  }

  /** It is known for good what became of a mail. */
  over({ id }: Queued): void {
    this.inHand.delete(id);
  }

  private async read(): Promise<void> {
    const rows = await this.due();
    this.dry = rows.length === 0;
    this.taken += rows.length;
    const { sender, language } = this.engine.definitions.catalog;
    const good = rows.filter((row) => row.stop === null);
    await this.readContents(good.map((row) => row.version));
    const since = performance.now();
    for (const { kind, stop: _, origin: __, ...row } of good) {
      this.inHand.add(row.id);
      const content = this.contents.get(row.version) as EmailContent;
      const mail = { ...row, kind: mailKinds[kind] ?? "email", content, sender, language };
      this.ahead.push({ mail, since });
    }
    await this.stop(rows.filter((row) => row.stop !== null));
  }

  private async due(): Promise<Row[]> {
    const by = sql`${toIso(this.engine.clock.now())}::timestamptz`;
    const held = [...this.inHand];
    const some = (origin: number): ReturnType<typeof sql> => sql`(select d.* from delivery d
      where d.origin = ${origin}::smallint and d.next_try <= ${by} and d.id <> all(${held}::bigint[]) order by d.next_try, d.id limit ${CHUNK})`;
    const rows = await this.connection.rows<Row>(sql`
      select q.shard, q.id, q.kind, q.origin, q.person_id as "personId", q.tries, q.address, q.tokens as values, q.rich, q.created_on as "createdOn", q.version_id as version,
        case when q.kind <> 0 then null
          when ${this.leaves}::boolean and ${isOfDemo} then 'demo_person'
          when p.black_listed or s.blocklisted_on is not null then 'blocklisted'
          when not q.operational and p.unsubscribed then 'unsubscribed'
          when not q.operational and s.unsubscribed_on is not null then 'durable_unsubscribe'
          when s.invalid_on is not null or p.email_invalid and fold(p.email) = fold(q.address) then 'email_invalid' end as stop
      from (${some(0)} union all ${some(1)} limit ${CHUNK}) q
      left join person p on p.shard = q.shard and p.id = q.person_id
      left join suppression s on s.address = fold(q.address) and s.person_id <> q.person_id`);
    return rows.toSorted((a, b) => a.origin - b.origin || a.id - b.id);
  }

  private async readContents(versions: readonly number[]): Promise<void> {
    const missing = [...new Set(versions)].filter((one) => !this.contents.has(one));
    if (missing.length === 0) return;
    const rows = await this.connection.rows<{ id: number; content: EmailContent }>(
      sql`select id, content from email_version where id = any(${missing}::integer[])`,
    );
    for (const { id, content } of rows) this.contents.set(id, content);
  }

  private async stop(rows: readonly Row[]): Promise<void> {
    if (rows.length === 0) return;
    await this.connection
      .rows(sql`update delivery d set state = ${deliveryStates.indexOf("stopped")}, next_try = null, answer = e.stop
      from unnest(${rows.map((row) => row.shard)}::smallint[], ${rows.map((row) => row.id)}::bigint[], ${rows.map((row) => row.stop)}::text[]) e (shard, id, stop)
      where d.shard = e.shard and d.id = e.id and d.state = 0`);
  }
}
