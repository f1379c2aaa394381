import { day, micros, toIso, type Instant } from "#kernel/clock.ts";
import { empty, sql, type Sql } from "#kernel/sql.ts";
import { ADDRESS } from "./delivery.ts";

/** For how long nothing is sent after a mail bounced as spam (behaviour §3.4). */
const SUSPENDED = day;

/** The suppression `s` of the address of a person `p`, which outlives who had it. */
export const suppressed = sql`left join suppression s on s.address = fold(p.email) and s.person_id <> p.id`;

/** The reasons that hold for marketing mails only. They come last: whoever has one of them gets operational mails. */
export const MARKETING_ONLY = ["unsubscribed", "durable_unsubscribe", "marketing_suspended"] as const;

/** Why a person `p` may not be mailed, with the suppression `s` of their address; null: they may. */
export function refused(operational: boolean, at: Instant): Sql {
  const marketing = sql`when p.unsubscribed then 'unsubscribed'
    when s.unsubscribed_on is not null then 'durable_unsubscribe'
    when p.marketing_suspended then 'marketing_suspended'`;
  return sql`case when p.black_listed or s.blocklisted_on is not null then 'blocklisted'
    when coalesce(p.email, '') = '' then 'email_empty'
    when p.email_invalid or s.invalid_on is not null or p.email !~ ${ADDRESS} then 'email_invalid'
    when p.email_suspended and p.email_suspended_at > ${toIso(micros(at - SUSPENDED))}::timestamptz then 'email_suspended'
    ${operational ? empty : marketing} end`;
}
