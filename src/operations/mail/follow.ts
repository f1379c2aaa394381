import Bowser from "bowser";
import { toIso } from "#kernel/clock.ts";
import { Fault, problem } from "#kernel/fault.ts";
import { sql } from "#kernel/sql.ts";
import { sourceNumber } from "#domain/source.ts";
import type { DeliveryKey } from "#engine/outbox/change-delivery.ts";
import { whereIs } from "#engine/outbox/change-delivery.ts";
import { eventOf, mailsOf, type DeliveryRow } from "#engine/outbox/delivery-events.ts";
import { setFields } from "#engine/people/set-fields.ts";
import { recordEvents } from "#engine/record-events.ts";
import { holdShards, type Hold } from "#engine/shard.ts";
import { suppress } from "#engine/suppression.ts";
import { clickEmail } from "#vocabulary/activities/click-email.ts";
import { openEmail } from "#vocabulary/activities/open-email.ts";
import { unsubscribeEmail } from "#vocabulary/activities/unsubscribe-email.ts";
import type { Context } from "../define.ts";
import { readMail } from "./read-mail.ts";

/** Who follows a link of a mail, as far as their program says. */
export interface Reader {
  readonly userAgent: string;
  readonly address: string;
  readonly referrer: string;
}

const WEB = sourceNumber("system");

/**
 * Somebody clicked: it goes into their log, and sets off whoever listens. Gives where the link leads.
 *
 * @param reader left out when a program only looks ahead: nothing is noted
 * @throws Fault `mail.link`
 */
export async function followLink(
  { engine, intake, post }: Context,
  key: DeliveryKey,
  link: number,
  reader?: Reader,
): Promise<string> {
  const { mail } = await readMail(engine, key);
  const target = post.target(mail, link) ?? "";
  if (!/^\s*https?:\/\//i.test(target) || !URL.canParse(target)) throw new Fault(problem("", "mail.link"));
  const [row] = await engine.db.rows<DeliveryRow>(
    mailsOf(sql`d.shard = ${mail.shard}::smallint and d.id = ${mail.id}`),
  );
  if (reader && row?.kind === 0) {
    const attributes = { link: target, "link-id": String(link + 1), ...programOf(reader) };
    await Promise.all(intake.record([{ event: eventOf(row, clickEmail.id, attributes, WEB, true) }]));
  }
  return new URL(target).href;
}

/** Somebody's program showed the pictures of a mail: the first time is kept. */
export const noteOpened = (context: Context, key: DeliveryKey, reader: Reader): Promise<void> =>
  withMail(context, key, (hold, row) => noteOpenings(hold, [{ row, reader }]));

/** The same of several mails to people whose shards are held. */
export async function noteOpenings(
  hold: Hold,
  opened: readonly { readonly row: DeliveryRow; readonly reader: Reader }[],
): Promise<void> {
  const first = await hold.tx.rows<{
    id: number;
  }>(sql`update delivery d set opened_on = ${toIso(hold.at)}::timestamptz
    from unnest(${opened.map(({ row }) => row.shard)}::smallint[], ${opened.map(({ row }) => row.id)}::bigint[]) o (shard, id)
    where d.shard = o.shard and d.id = o.id and d.opened_on is null returning d.id`);
  const ids = new Set(first.map(({ id }) => id));
  const events = opened
    .filter(({ row }) => ids.has(row.id))
    .map(({ row, reader }) => eventOf(row, openEmail.id, programOf(reader), WEB, true));
  if (events.length > 0) await recordEvents(hold, events, "live");
}

/**
 * Somebody wants no more mail: their address is remembered for good, also when they were deleted meanwhile.
 *
 * @param address whom the mail went to, as the link says
 */
export const unsubscribe = (
  context: Context,
  key: DeliveryKey,
  reader: Reader,
  address?: string,
): Promise<void> =>
  withMail(
    context,
    key,
    async (hold, row) => {
      await suppress(hold, row.personId, row.address, "unsubscribed");
      const changed = await setFields(
        hold,
        { shard: row.shard, id: row.personId },
        { unsubscribed: "true", unsubscribed_reason: "Unsubscribed by a link in a mail" },
        "system",
      );
      if (!changed) return;
      const attributes = {
        ...(reader.address ? { "client-ip-address": reader.address } : {}),
        ...(reader.referrer ? { "referrer-url": reader.referrer.slice(0, 2000) } : {}),
      };
      await recordEvents(hold, [eventOf(row, unsubscribeEmail.id, attributes, WEB, true)], "live");
    },
    address === undefined
      ? undefined
      : () =>
          holdShards(context.engine, "record", [key.shard], (hold) =>
            suppress(hold, NOBODY, address, "unsubscribed"),
          ),
  );

/** Whose word on an address counts for everybody who has it. */
const NOBODY = 0;

/**
 * Works on a mail to a person whose shard is held; of what was no campaign's mail to them nothing is noted.
 *
 * @param otherwise what to do when the mail is gone; left out: it is a Fault `mail.link`
 */
async function withMail(
  { engine }: Context,
  key: DeliveryKey,
  work: (hold: Hold, row: DeliveryRow) => Promise<void>,
  otherwise?: () => Promise<void>,
): Promise<void> {
  for (;;) {
    const shard = await whereIs(engine.db, key);
    if (shard === undefined && otherwise) return otherwise();
    if (shard === undefined) throw new Fault(problem("", "mail.link"));
    const found = await holdShards(engine, "record", [shard], async (hold) => {
      const [row] = await hold.tx.rows<DeliveryRow>(
        mailsOf(sql`d.shard = ${shard}::smallint and d.id = ${key.id}`),
      );
      if (row?.kind === 0) await work(hold, row);
      return row !== undefined;
    });
    if (found) return;
  }
}

/** What a program says of itself, as attributes of an activity. */
function programOf({ userAgent }: Reader): Record<string, string | boolean> {
  if (!userAgent) return {};
  const { browser, os, platform } = Bowser.parse(userAgent);
  const kind = platform.type ?? "";
  return {
    "user-agent": userAgent.slice(0, 1000),
    ...(kind ? { platform: kind } : {}),
    ...(os.name ? { device: os.name } : {}),
    ...(browser.name ? { browser: browser.name } : {}),
    "is-mobile-device": kind === "mobile" || kind === "tablet",
    "is-bot-activity": kind === "bot",
  };
}
