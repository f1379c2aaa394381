import { z } from "zod";
import { toIso, type Instant } from "#kernel/clock.ts";
import { sql } from "#kernel/sql.ts";
import { defineOperation } from "../define.ts";

interface Row {
  readonly address: string;
  readonly unsubscribed: Instant | null;
  readonly blocklisted: Instant | null;
  readonly invalid: Instant | null;
}

const iso = (instant: Instant | null): string | null => (instant === null ? null : toIso(instant));

export const listSuppressions = defineOperation({
  id: "list-suppressions",
  noun: "suppression",
  verb: "list",
  method: "GET",
  path: "/api/suppressions",
  summary: "List the addresses that are not mailed, whoever has them",
  effect: "read",
  input: z.strictObject({
    after: z
      .string()
      .max(400)
      .default("")
      .meta({ description: "Those after this address: the answer's `next`" }),
    limit: z.coerce.number().int().min(1).max(1000).default(100),
  }),
  output: z.object({
    suppressions: z.array(
      z.object({
        address: z.string(),
        unsubscribed: z.string().nullable(),
        blocklisted: z.string().nullable(),
        invalid: z.string().nullable(),
      }),
    ),
    next: z.string().nullable(),
  }),
  async run({ engine }, { after, limit }) {
    const rows = await engine.db
      .rows<Row>(sql`select address, unsubscribed_on as unsubscribed, blocklisted_on as blocklisted, invalid_on as invalid
      from suppression where address > ${after} order by address limit ${limit}`);
    return {
      suppressions: rows.map(({ address, unsubscribed, blocklisted, invalid }) => ({
        address,
        unsubscribed: iso(unsubscribed),
        blocklisted: iso(blocklisted),
        invalid: iso(invalid),
      })),
      next: rows.length === limit ? (rows.at(-1)?.address ?? null) : null,
    };
  },
});
