import { micros, minute, toIso, type Instant } from "#kernel/clock.ts";
import { sql, type Sql } from "#kernel/sql.ts";
import { mailKinds, NOTICE_VERSION, noticeValues } from "#domain/email.ts";
import { noticeOf, type Noted } from "#domain/notice.ts";
import type { NotificationKind } from "#domain/notification.ts";
import type { Connection } from "#store/db.ts";
import { currentDefinitions, type Engine } from "./engine.ts";

/** An address gets one mail about a kind in so long; what comes meanwhile waits for the next. */
const APART = 15 * minute;
/** So many are told one by one; of the others, how many there are. */
const TOLD = 20;

/** An address may have a mail about a kind. A clock that was set back keeps nobody waiting. */
const ripe = (now: Instant): Sql =>
  sql`(m.mailed_on is null or m.mailed_on not between ${toIso(micros(now - APART + 1))}::timestamptz and ${toIso(now)}::timestamptz)`;

/** Something waits for it; a few look-ups, whatever waits. */
const waits = sql`exists (select from notification_waiting w where w.address = m.address and w.kind = m.kind)`;

/** When the next mail may go that waits only for its turn. */
export const nextNotice = sql`select min(m.mailed_on) + ${`${APART / minute} minutes`}::interval from notification_mail m
  where ${waits}`;

/**
 * Writes the mails that tell of notifications into the outbox, at most one of a kind to an address in a quarter of an hour
 * (docs/decisions/0050-notifications-by-mail.md); gives how many. Safe to do twice, or at once: what waits goes and its mail
 * comes in one transaction.
 */
export async function writeNotices(engine: Engine): Promise<number> {
  const now = engine.clock.now();
  const waiting = await engine.db.rows<{ address: string; kind: NotificationKind }>(sql`
    select m.address, m.kind from notification_mail m where ${waits} and ${ripe(now)} order by 1, 2`);
  if (waiting.length === 0) return 0;
  await currentDefinitions(engine);
  let written = 0;
  for (const { address, kind } of waiting)
    written += await engine.db.transaction("read", (tx) => writeNotice(engine, tx, now, address, kind));
  return written;
}

async function writeNotice(
  engine: Engine,
  tx: Connection,
  now: Instant,
  address: string,
  kind: NotificationKind,
): Promise<number> {
  const of = sql`address = ${address} and kind = ${kind}`;
  const due = await tx.rows(
    sql`select from notification_mail m where ${of} and ${ripe(now)} for no key update`,
  );
  if (due.length === 0) return 0; // another process has just written one, or nobody is to be told any more
  const told = await tx.rows<Noted & { many: number }>(sql`
    with gone as (delete from notification_waiting where ${of} returning notification_id as id)
    select n.noted_on as "notedOn", n.subject, n.detail, count(*) over ()::integer as many
    from gone join notification n on n.id = gone.id order by n.id desc limit ${TOLD}`);
  const [newest] = told;
  if (!newest) return 0; // what waited is no longer there
  const { calendar, language, sender, pages } = engine.definitions.catalog;
  const notice = noticeOf(kind, told, newest.many, { language, zone: calendar.zone, pages });
  const values = { from: sender.address || address, ...notice };
  await tx.rows(sql`insert into delivery (shard, kind, origin, operational, version_id, person_id, created_on, next_try, address, tokens, rich)
    values (0, ${mailKinds.indexOf("notice")}::smallint, 0, true, ${NOTICE_VERSION}, 0, ${toIso(now)}::timestamptz, '-infinity', ${address},
      ${noticeValues.map((name) => values[name])}::text[], ${[noticeValues.indexOf("html")]}::smallint[])`);
  await tx.rows(sql`update notification_mail set mailed_on = ${toIso(now)}::timestamptz where ${of}`);
  return 1;
}
