import { z } from "zod";
import { labelOfKind, notificationKinds } from "#domain/notification.ts";
import { defineOperation } from "../define.ts";
import { labelShape } from "../vocabulary/vocabulary-shape.ts";
import { notificationMailShape, readNotificationMails } from "./notification-mail-shape.ts";

export const listNotificationMails = defineOperation({
  id: "list-notification-mails",
  noun: "notification-mail",
  verb: "list",
  method: "GET",
  path: "/api/notification-mails",
  summary: "List who is told of what by mail, and what they can be told of",
  effect: "read",
  input: z.strictObject({}),
  output: z.object({
    mails: z.array(notificationMailShape),
    kinds: z.array(z.object({ kind: z.enum(notificationKinds), label: labelShape })),
  }),
  run: async ({ engine }) => ({
    mails: await readNotificationMails(engine.db),
    kinds: notificationKinds.map((kind) => ({ kind, label: labelOfKind(kind) })),
  }),
});
