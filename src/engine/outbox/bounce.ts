import { toIso } from "#kernel/clock.ts";
import { sql } from "#kernel/sql.ts";
import { bounceCategories, deliveryStates, type BounceCategory } from "#domain/email.ts";
import { sourceNumber } from "#domain/source.ts";
import { emailBouncedSoft } from "#vocabulary/activities/email-bounced-soft.ts";
import { emailBounced } from "#vocabulary/activities/email-bounced.ts";
import type { Engine } from "../engine.ts";
import { setFields } from "../people/set-fields.ts";
import { recordEvents } from "../record-events.ts";
import { holdShards, type Hold } from "../shard.ts";
import { suppress } from "../suppression.ts";
import { whereIs, type DeliveryKey } from "./change-delivery.ts";
import { eventOf, mailsOf, type DeliveryRow } from "./delivery-events.ts";
import { legible } from "./legible.ts";

/** What a server said when it refused. */
export interface Refused {
  readonly answer: string;
  readonly category: BounceCategory;
}

const SYSTEM = sourceNumber("system");

/** `refused` by the server it was handed to; `given up` after a day of tries; `returned` by a server that had taken it. */
export type BounceKind = "refused" | "given up" | "returned";

/**
 * Notes that a mail did not arrive, in the person's log and, where it says so of the address, in their fields
 * (behaviour §3.4, §5.5).
 *
 * @returns whether that is news; nothing when there is no such mail
 */
export async function bounce(
  engine: Engine,
  mail: DeliveryKey,
  refused: Refused,
  kind: BounceKind,
): Promise<boolean | undefined> {
  for (;;) {
    const shard = await whereIs(engine.db, mail);
    if (shard === undefined) return undefined;
    const news = await holdShards(engine, "bulk", [shard], (hold) =>
      noteBounce(hold, shard, mail.id, { ...refused, answer: legible(refused.answer) }, kind),
    );
    if (news !== undefined) return news;
  }
}

/** Nothing is done when it is no longer there: the person was merged meanwhile. */
async function noteBounce(
  hold: Hold,
  shard: number,
  id: number,
  { answer, category }: Refused,
  kind: BounceKind,
): Promise<boolean | undefined> {
  const { tx, at } = hold;
  const [row] = await tx.rows<DeliveryRow>(mailsOf(sql`d.shard = ${shard}::smallint and d.id = ${id}`));
  if (!row) return undefined;
  const state = deliveryStates[row.state];
  const open = state === "queued" || (kind === "returned" && (state === "accepted" || state === "delivered"));
  if (!open) return false;
  const over = deliveryStates.indexOf(kind === "given up" ? "given up" : "bounced");
  await tx.rows(sql`update delivery set state = ${over}::smallint, next_try = null, answer = ${answer},
      tries = tries + ${kind === "returned" ? 0 : 1}, sent_on = ${kind === "returned" ? sql`coalesce(sent_on, ${toIso(at)}::timestamptz)` : sql`${toIso(at)}::timestamptz`}
    where shard = ${shard}::smallint and id = ${id}`);
  if (row.kind !== 0) return true;
  const hard = category === "spam" || category === "invalid";
  const details = answer.slice(0, 1000);
  const attributes = { category: String(bounceCategories[category]), details, email: row.address };
  const type = hard ? emailBounced : emailBouncedSoft;
  await recordEvents(hold, [eventOf(row, type.id, attributes, SYSTEM)], row.origin === 0 ? "live" : "bulk");
  const whom = { shard, id: row.personId };
  if (category === "invalid") {
    await setFields(
      hold,
      whom,
      { email_invalid: "true", email_invalid_cause: details.slice(0, 255) },
      "system",
    );
    await suppress(hold, whom.id, row.address, "invalid");
  }
  if (category === "spam")
    await setFields(
      hold,
      whom,
      {
        email_suspended: "true",
        email_suspended_at: toIso(at),
        email_suspended_cause: details.slice(0, 255),
      },
      "system",
    );
  return true;
}
