import { z } from "zod";
import { toIso, type Instant } from "#kernel/clock.ts";
import { sql } from "#kernel/sql.ts";
import { deliveryStates, mailKinds } from "#domain/email.ts";
import { notificationKinds, type NotificationKind } from "#domain/notification.ts";
import type { Runner } from "#store/db.ts";

export const kindsSchema = z.array(z.enum(notificationKinds));

export const notificationMailShape = z.object({
  address: z.string(),
  kinds: kindsSchema.meta({ description: "What it is told of by mail" }),
  last: z
    .object({
      mail: z.int(),
      state: z.enum(deliveryStates),
      createdOn: z.string(),
      answer: z.string().nullable(),
    })
    .nullable()
    .meta({ description: "The last mail of this sort that went there, and what became of it" }),
});
export type NotificationMailShape = z.infer<typeof notificationMailShape>;

interface Row {
  readonly address: string;
  readonly kinds: NotificationKind[];
  readonly mail: number | null;
  readonly state: number;
  readonly createdOn: Instant;
  readonly answer: string | null;
}

/** The addresses that are told of something by mail, in order; a few dozen at most. */
export async function readNotificationMails(runner: Runner): Promise<NotificationMailShape[]> {
  const rows = await runner.rows<Row>(sql`
    select a.address, a.kinds, d.id as mail, d.state, d.created_on as "createdOn", d.answer
    from (select address, array_agg(kind) as kinds from notification_mail group by address) a
    left join lateral (select d.id, d.state, d.created_on, d.answer from delivery d
      where d.shard = 0 and d.kind = ${mailKinds.indexOf("notice")}::smallint and d.person_id = 0 and d.address = a.address order by d.id desc limit 1) d on true
    order by a.address`);
  return rows.map(({ address, kinds, mail, state, createdOn, answer }) => ({
    address,
    kinds: notificationKinds.filter((one) => kinds.includes(one)),
    last:
      mail === null
        ? null
        : { mail, state: deliveryStates[state] ?? "queued", createdOn: toIso(createdOn), answer },
  }));
}

/** Forgets what waited for who is no longer told of it. */
export const forgetWaiting = (runner: Runner): Promise<unknown> =>
  runner.rows(sql`delete from notification_waiting w
    where not exists (select from notification_mail m where m.address = w.address and m.kind = w.kind)`);
