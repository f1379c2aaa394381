import { sql } from "#kernel/sql.ts";
import { sourceNumber } from "#domain/source.ts";
import { emailDelivered } from "#vocabulary/activities/email-delivered.ts";
import type { Engine } from "../engine.ts";
import { recordEvents } from "../record-events.ts";
import { holdShards, type Hold } from "../shard.ts";
import { eventOf, mailsOf, type DeliveryRow } from "./delivery-events.ts";

/** How many of a shard go into the log in one transaction. */
const PIECE = 1_000;

/** Writes into the log of people that mails to them were delivered, in sets; gives how many. */
export async function settle(engine: Engine): Promise<number> {
  let total = 0;
  for (;;) {
    const shards = await engine.db.rows<{ shard: number }>(
      sql`select shard from shard s where exists (select from delivery d where d.shard = s.shard and d.state = 1) order by shard`,
    );
    if (shards.length === 0) return total;
    let took: number | undefined;
    for (const { shard } of shards) {
      await engine.turns.bulk(took);
      const began = performance.now();
      total += await holdShards(engine, "bulk", [shard], (hold) => settlePiece(hold, shard));
      took = performance.now() - began;
    }
  }
}

async function settlePiece(hold: Hold, shard: number): Promise<number> {
  const rows = await hold.tx
    .rows<DeliveryRow>(sql`${mailsOf(sql`d.shard = ${shard}::smallint and d.state = 1`)}
    order by d.id limit ${PIECE}`);
  for (const origin of ["live", "bulk"] as const) {
    const some = rows.filter((row) => row.kind === 0 && row.origin === (origin === "live" ? 0 : 1));
    const events = some.map((row) => eventOf(row, emailDelivered.id, null, sourceNumber("system")));
    if (events.length > 0) await recordEvents(hold, events, origin);
  }
  await hold.tx.rows(
    sql`update delivery set state = 2 where shard = ${shard}::smallint and id = any(${rows.map((row) => row.id)}::bigint[]) and state = 1`,
  );
  return rows.length;
}
