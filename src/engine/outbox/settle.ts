import { sql } from "#kernel/sql.ts";
import { sourceNumber } from "#domain/source.ts";
import { emailDelivered } from "#vocabulary/activities/email-delivered.ts";
import type { Engine } from "../engine.ts";
import { recordEvents } from "../record-events.ts";
import { holdShards, type Hold } from "../shard.ts";
import { eventOf, mailsOf, type DeliveryRow } from "./delivery-events.ts";

/** How many go into the log in one transaction: of one shard, or of several that have few. */
const PIECE = 1_000;
const FEW = 50;

/** Writes into the log of people that mails to them were delivered, in sets; gives how many. */
export async function settle(engine: Engine): Promise<number> {
  let total = 0;
  for (;;) {
    const pieces = await nextPieces(engine);
    if (pieces.length === 0) return total;
    let took: number | undefined;
    for (const shards of pieces) {
      await engine.turns.bulk(took);
      const began = performance.now();
      total += await holdShards(engine, "bulk", shards, (hold) => settlePiece(hold, shards));
      took = performance.now() - began;
    }
  }
}

/** The shards that have some, those with few together. */
async function nextPieces(engine: Engine): Promise<number[][]> {
  const rows = await engine.db.rows<{ shard: number; many: number }>(
    sql`select s.shard, d.many from shard s cross join lateral (select count(*)::integer as many from
        (select from delivery d where d.shard = s.shard and d.state = 1 limit ${FEW}) q) d where d.many > 0 order by s.shard`,
  );
  const pieces: number[][] = [];
  let room = 0;
  for (const { shard, many } of rows) {
    if (many > room) {
      pieces.push([]);
      room = FEW;
    }
    pieces.at(-1)?.push(shard);
    room -= many;
  }
  return pieces;
}

async function settlePiece(hold: Hold, shards: readonly number[]): Promise<number> {
  const rows = await hold.tx
    .rows<DeliveryRow>(sql`${mailsOf(sql`d.shard = any(${[...shards]}::smallint[]) and d.state = 1`)}
    order by d.id limit ${PIECE}`);
  for (const origin of ["live", "bulk"] as const) {
    const some = rows.filter((row) => row.kind === 0 && row.origin === (origin === "live" ? 0 : 1));
    const events = some.map((row) => eventOf(row, emailDelivered.id, null, sourceNumber("system")));
    if (events.length > 0) await recordEvents(hold, events, origin);
  }
  await hold.tx.rows(
    sql`update delivery set state = 2 where shard = any(${[...shards]}::smallint[]) and id = any(${rows.map((row) => row.id)}::bigint[]) and state = 1`,
  );
  return rows.length;
}
