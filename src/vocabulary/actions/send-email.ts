import { day, micros, toIso } from "#kernel/clock.ts";
import { empty, sql, type Sql } from "#kernel/sql.ts";
import { zoned } from "#domain/calendar.ts";
import { sendEmail as activity } from "../activities/send-email.ts";
import { defineAction, type Cohort } from "../define.ts";
import { deliver, sendable, sentUnless, tokenValues } from "../delivery.ts";
import { outcome } from "../outcome.ts";
import { refused, suppressed } from "../refused.ts";

/** Sends an approved e-mail to whoever may get it; the others are skipped, and the log says why (behaviour §3.4). */
export const sendEmail = defineAction({
  name: "send-email",
  label: { en: "Send Email", fr: "Envoyer un e-mail" },
  category: "basic",
  priority: "high",
  modes: ["batch", "trigger", "executable"],
  parameters: [{ name: "email", label: { en: "Email", fr: "E-mail" }, type: "email", required: true }],
  records: () => activity,
  asset: (args) => Number(args["email"]),
  apply(args, cohort) {
    const id = Number(args["email"]);
    const approved = sendable(cohort.catalog, id);
    const asset = sql`${id}::integer`;
    if (!approved)
      return {
        parts: [],
        outcome: outcome(
          sql`c`,
          { asset, result: sql`2`, reason: sql`'email_unapproved'` },
          sql`${cohort.from}`,
        ),
      };
    const part = (name: string): Sql => cohort.part(name);
    const [asked, claimed, judged, sent] = [part("asked"), part("claimed"), part("judged"), part("sent")];
    const here = sql`${cohort.run}::integer as run_id, ${cohort.step}::smallint as step`;
    return {
      parts: [
        [
          asked,
          sql`select c.shard, c.person_id, c.entry_id, p.email as address, ${tokenValues(approved, cohort)} as tokens,
            ${refused(approved.operational, cohort.at)} as refused, ${approved.operational ? sql`null::text` : overLimit(cohort)} as over,
            (select r.kind in ('batch', 'action') from campaign_run r where r.id = ${cohort.run}::integer)
              and exists (select from person_key k where k.kind = 0 and k.value = fold(p.email) and k.person_id <> p.id) as shared
            from ${cohort.from} join person p on p.shard = c.shard and p.id = c.person_id and ${cohort.range}
            ${suppressed}`,
        ],
        [
          claimed,
          sql`insert into send_address (run_id, step, address, person_id)
            select distinct on (fold(address)) ${here}, fold(address), person_id from ${asked}
            where shared and refused is null and over is null order by fold(address), person_id
            on conflict do nothing returning person_id`,
        ],
        [
          judged,
          sql`select a.*, coalesce(a.refused, case when a.shared and a.person_id not in (select person_id from ${claimed}) and (a.over is null or exists (
              select from send_address t where t.run_id = ${cohort.run}::integer and t.step = ${cohort.step}::smallint and t.address = fold(a.address)))
            then 'duplicate_address' end, a.over) as reason from ${asked} a`,
        ],
        [sent, deliver("email", approved, cohort, sql`${judged} m where m.reason is null`)],
      ],
      outcome: outcome(sql`j`, { asset, ...sentUnless(sql`j.reason`, cohort) }, sql`${judged} j`),
    };
  },
  examples: [
    {
      says: { en: "Send the e-mail Spring offer", fr: "Envoyer l’e-mail Offre de printemps" },
      args: { email: "Spring offer" },
    },
  ],
});

/** Which communication limit a person `p` has reached, if their campaign heeds them; counted where they are sent, so none slips through. */
function overLimit({ at, own, catalog }: Cohort): Sql {
  const { perDay, per7Days } = catalog.mailLimits;
  if (!catalog.campaigns.get(own)?.heedsLimits || (perDay === null && per7Days === null))
    return sql`null::text`;
  const midnight = zoned(at, catalog.calendar.zone).startOfDay().toInstant().toString();
  const since = (instant: string): Sql => sql`(select count(*) from delivery d
    where d.shard = p.shard and d.person_id = p.id and d.kind = 0 and not d.operational and d.created_on >= ${instant}::timestamptz)`;
  return sql`case ${perDay === null ? empty : sql`when ${since(midnight)} >= ${perDay}::integer then 'communication_limit_day'`}
    ${per7Days === null ? empty : sql`when ${since(toIso(micros(at - 7 * day)))} >= ${per7Days}::integer then 'communication_limit_7d'`} end`;
}
