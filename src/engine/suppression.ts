import { toIso } from "#kernel/clock.ts";
import { ident, sql } from "#kernel/sql.ts";
import type { Hold } from "./shard.ts";

/** Why an address may not be mailed, whoever has it. */
export type SuppressionReason = "unsubscribed" | "blocklisted" | "invalid";

/** Remembers that an address may not be mailed; for the person who said so their own fields speak. */
export async function suppress(
  { tx, at }: Hold,
  personId: number,
  address: string,
  reason: SuppressionReason,
): Promise<void> {
  const column = ident(`${reason}_on`);
  await tx.rows(sql`insert into suppression as s (address, person_id, ${column}) values (fold(${address}), ${personId}::bigint, ${toIso(at)}::timestamptz)
    on conflict (address) do update set person_id = excluded.person_id, ${column} = coalesce(s.${column}, excluded.${column})`);
}
