import { z } from "zod";
import { toIso, type Instant } from "#kernel/clock.ts";
import { sql } from "#kernel/sql.ts";
import { pageOf, sentenceOf } from "#domain/notification.ts";
import { defineOperation } from "../define.ts";
import { labelShape } from "../vocabulary/vocabulary-shape.ts";

export const listNotifications = defineOperation({
  id: "list-notifications",
  noun: "notification",
  verb: "list",
  method: "GET",
  path: "/api/notifications",
  summary:
    "List what Muster has to tell: failed, blocked and aborted runs, loops, failed imports; newest first",
  effect: "read",
  input: z.strictObject({
    before: z.coerce.number().int().optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.object({
    notifications: z.array(
      z.object({
        id: z.int(),
        notedOn: z.string(),
        kind: z.string(),
        subject: z.string(),
        says: labelShape.meta({ description: "The sentence" }),
        page: z.string().meta({ description: "Where it leads in the pages" }),
        detail: z.unknown(),
      }),
    ),
    next: z.int().nullable(),
  }),
  async run({ engine }, { before, limit }) {
    const rows = await engine.db.rows<{
      id: number;
      noted_on: Instant;
      kind: string;
      subject: string;
      detail: unknown;
    }>(sql`
      select id, noted_on, kind, subject, detail from notification where id < ${before ?? Number.MAX_SAFE_INTEGER} order by id desc limit ${limit}`);
    return {
      notifications: rows.map(({ noted_on, ...row }) => ({
        ...row,
        notedOn: toIso(noted_on),
        says: sentenceOf(row.kind, row.subject, row.detail),
        page: pageOf(row.kind, row.detail),
      })),
      next: rows.length === limit ? (rows.at(-1)?.id ?? null) : null,
    };
  },
});
