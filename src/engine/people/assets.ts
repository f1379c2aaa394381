import { sql } from "#kernel/sql.ts";
import type { Database } from "#store/db.ts";

type Thing = { readonly kind: string; readonly name: string };

const keyOf = ({ kind, name }: Thing): string => `${kind}\n${name}`;

/** The most names kept in memory. */
const MOST = 20_000;
const known = new WeakMap<Database, Map<string, number>>();

/** The numbers of pages, links, forms and e-mails by name, by `kind + newline + name`; unknown ones are made. */
export async function internAssets(
  db: Database,
  things: readonly Thing[],
): Promise<ReadonlyMap<string, number>> {
  let cache = known.get(db);
  if (!cache || cache.size > MOST) known.set(db, (cache = new Map()));
  const missing = [
    ...new Map(things.filter((one) => !cache.has(keyOf(one))).map((one) => [keyOf(one), one])).values(),
  ];
  if (missing.length > 0) for (const row of await findOrMake(db, missing)) cache.set(keyOf(row), row.id);
  return cache;
}

export const assetKey = keyOf;

async function findOrMake(db: Database, things: readonly Thing[]): Promise<(Thing & { id: number })[]> {
  const wanted = sql`unnest(${things.map((one) => one.kind)}::text[], ${things.map((one) => one.name)}::text[]) w (kind, name)`;
  const find = sql`select w.kind, w.name, s.id from ${wanted} join asset s on s.kind = w.kind and fold(s.name) = fold(w.name)`;
  const found = await db.rows<Thing & { id: number }>(find);
  if (found.length === things.length) return found;
  await db.rows(
    sql`insert into asset (kind, name) select distinct on (kind, fold(name)) kind, name from ${wanted} order by kind, fold(name), name on conflict do nothing`,
  );
  return db.rows<Thing & { id: number }>(find);
}
