import { Fault, problem } from "#kernel/fault.ts";
import { sql, type Sql } from "#kernel/sql.ts";
import type { Runner } from "#store/db.ts";
import type { AssetKind } from "#vocabulary/reference.ts";
import { called } from "./asset.ts";

/**
 * Brings the names of e-mails in the log up to date, and refuses when two things of a kind have one full name. Ends every
 * change that gave a name or a place.
 *
 * @throws Fault `name.taken`
 */
export async function settleNames(tx: Runner): Promise<void> {
  await refuseSame(
    tx,
    sql`select kind, min(full_name) as name from placed_asset group by kind, fold(full_name) having count(*) > 1`,
  );
  const moved = await tx.rows<{ id: number; name: string }>(
    sql`select p.id, p.full_name as name from placed_asset p join asset s on s.id = p.id where p.kind = 'email' and s.name <> p.full_name`,
  );
  if (moved.length === 0) return;
  const ids = moved.map((one) => one.id);
  const names = sql`unnest(${ids}::integer[], ${moved.map((one) => one.name)}::text[]) m (id, name)`;
  await refuseSame(
    tx,
    sql`select 'email' as kind, m.name from ${names} join asset s on s.kind = 'email' and fold(s.name) = fold(m.name) where s.id <> all(${ids}::integer[])`,
  );
  await tx.rows(sql`update asset set name = '//' || id where id = any(${ids}::integer[])`); // they may take each other's names
  await tx.rows(sql`update asset s set name = m.name from ${names} where s.id = m.id`);
}

/** Asked without `limit 1`: PostgreSQL would then look one by one, twenty times as long. */
async function refuseSame(runner: Runner, same: Sql): Promise<void> {
  const [found] = await runner.rows<{ kind: AssetKind; name: string }>(same);
  if (found) throw new Fault(problem("name", "name.taken", { kind: called(found.kind), name: found.name }));
}
