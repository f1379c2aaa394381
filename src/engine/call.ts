import { toIso, type Instant } from "#kernel/clock.ts";
import { problem, Fault } from "#kernel/fault.ts";
import { sql } from "#kernel/sql.ts";
import type { Runner } from "#store/db.ts";

/** One item of a call that may be sent again: its idempotency key, its place in the call, a digest of what it says. */
export interface CallItem {
  readonly key: string;
  readonly item: number;
  /** Hexadecimal. The same key and place with another digest is another call, and refused. */
  readonly digest: string;
}

/** Answers already given to these items, by `item + key`. To be read while their shards are held. */
export async function answered<T>(runner: Runner, items: readonly CallItem[]): Promise<Map<string, T>> {
  if (items.length === 0) return new Map();
  const rows = await runner.rows<{ key: string; item: number; digest: string; answer: T }>(
    sql`select key, item, encode(digest, 'hex') as digest, answer from call_item
      join unnest(${items.map((one) => one.key)}::text[], ${items.map((one) => one.item)}::integer[]) q (key, item) using (key, item)`,
    { prepare: true },
  );
  const digests = new Map(items.map((one) => [one.item + one.key, one.digest]));
  for (const row of rows)
    if (digests.get(row.item + row.key) !== row.digest)
      throw new Fault(problem("idempotencyKey", "call.keyReused"));
  return new Map(rows.map((row) => [row.item + row.key, row.answer]));
}

/** Keeps answers, in the transaction that did what they say. */
export async function keepAnswers(
  runner: Runner,
  at: Instant,
  items: readonly (CallItem & { answer: unknown })[],
): Promise<void> {
  if (items.length === 0) return;
  await runner.rows(
    sql`insert into call_item (key, item, digest, answer, answered_on)
      select key, item, decode(digest, 'hex'), answer, ${toIso(at)}::timestamptz
      from unnest(${items.map((one) => one.key)}::text[], ${items.map((one) => one.item)}::integer[],
        ${items.map((one) => one.digest)}::text[], ${items.map((one) => JSON.stringify(one.answer))}::jsonb[]) q (key, item, digest, answer)`,
    { prepare: true },
  );
}
