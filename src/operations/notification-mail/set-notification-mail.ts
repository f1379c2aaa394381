import { z } from "zod";
import { Fault, problem } from "#kernel/fault.ts";
import { sql } from "#kernel/sql.ts";
import { isAddress } from "#domain/address.ts";
import { notificationKinds } from "#domain/notification.ts";
import { audit } from "../audit.ts";
import { defineOperation } from "../define.ts";
import {
  forgetWaiting,
  kindsSchema,
  notificationMailShape,
  readNotificationMails,
} from "./notification-mail-shape.ts";

/** How many addresses there can be: each is looked after whenever there is something to tell. */
const MOST = 50;

export const setNotificationMail = defineOperation({
  id: "set-notification-mail",
  noun: "notification-mail",
  verb: "set",
  method: "PUT",
  path: "/api/notification-mails/:address",
  summary:
    "Let an address be told by mail of what happens: of these kinds, and of no others any more; at most one mail of a kind in a quarter of an hour",
  effect: "write",
  errors: ["email.address", "activity.limit"],
  input: z.strictObject({
    address: z.string().trim(),
    kinds: kindsSchema
      .min(1)
      .default([...notificationKinds])
      .meta({ description: "Left out: all" }),
  }),
  output: notificationMailShape,
  async run({ engine, actor }, { address, kinds }) {
    if (!isAddress(address))
      throw new Fault(problem("address", "email.address", { value: address.slice(0, 100) }));
    await engine.db.transaction("read", async (tx) => {
      await tx.rows(sql`lock table notification_mail in share row exclusive mode`);
      const others = await tx.rows<{ address: string }>(
        sql`select distinct address from notification_mail where fold(address) <> fold(${address})`,
      );
      if (others.length >= MOST)
        throw new Fault(problem("address", "activity.limit", { what: "addresses", limit: MOST }));
      await tx.rows(
        sql`delete from notification_mail where fold(address) = fold(${address}) and kind <> all(${kinds}::text[])`,
      );
      await forgetWaiting(tx);
      await tx.rows(sql`insert into notification_mail (address, kind)
        select coalesce((select min(address) from notification_mail where fold(address) = fold(${address})), ${address}), kind from unnest(${kinds}::text[]) kind
        on conflict (fold(address), kind) do nothing`);
      await audit(tx, engine.clock.now(), actor, "edit", "notification mail", address, { kinds });
    });
    const mails = await readNotificationMails(engine.db);
    const found = mails.find((one) => one.address.toLowerCase() === address.toLowerCase());
    if (!found)
      throw new Fault(problem("address", "not.found", { kind: "address", name: address.slice(0, 100) }));
    return found;
  },
});
