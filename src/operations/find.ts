import { z } from "zod";
import { Fault, problem } from "#kernel/fault.ts";
import { shardOf } from "#kernel/id.ts";
import { sql } from "#kernel/sql.ts";
import type { Runner } from "#store/db.ts";
import type { AssetKind } from "#vocabulary/reference.ts";
import { called, tableOf } from "./asset.ts";

/** How a client names one of several things: by number or by name. */
export const key = (kind: string): z.ZodString =>
  z
    .string()
    .min(1)
    .max(255)
    .meta({ description: `The ${kind}'s number or name` });

/**
 * The number of a thing that a client named: by number, by full name (`Program.Name`), or by a bare name that only one has.
 *
 * @throws Fault `not.found`, `name.ambiguous`
 */
export async function findId(runner: Runner, kind: AssetKind, named: string): Promise<number> {
  const number = /^\d{1,9}$/.test(named) ? Number(named) : -1;
  const name = named.normalize("NFC").trim();
  // A name may have dots itself: all that may be its last part are looked up, and their programs, upwards from each.
  const ends = name.split(".").map((_, index, parts) => parts.slice(index).join("."));
  const found = await runner.rows<{ id: number; full: string; exact: boolean; bare: boolean }>(sql`
    select a.id, full_name as full, fold(full_name) in (fold(${name}), fold(${name.replace(/^\./, "")})) as exact, fold(a.name) = fold(${name}) as bare
    from ${tableOf(kind)} a
    left join lateral (
      with recursive way (id, parent_id, kind, name, hops) as (
        select id, parent_id, kind, name, 0 from folder where id = a.folder_id
        union all select f.id, f.parent_id, f.kind, f.name, hops + 1 from way w join folder f on f.id = w.parent_id where w.kind = 'folder')
      select name from way where kind = 'program' order by hops limit 1) p on true,
    lateral (select concat(p.name || '.', a.name) as full_name) n
    where a.deleted_on is null and (a.id = ${number} or fold(a.name) = any(fold(${ends}::text[])))`);
  const meant =
    found.find((one) => one.id === number) ??
    found.find((one) => one.exact && fold(one.full) === fold(name)) ??
    found.find((one) => one.exact);
  const bare = found.filter((one) => one.bare);
  const one = meant ?? (bare.length === 1 ? bare[0] : undefined);
  if (one) return one.id;
  const about = { kind: called(kind), name: name.slice(0, 100) };
  throw new Fault(
    bare.length > 1
      ? problem(pathOf(kind), "name.ambiguous", {
          ...about,
          candidates: several(bare.map(({ full }) => full)),
        })
      : problem(pathOf(kind), "not.found", about),
  );
}

const fold = (text: string): string => text.toLowerCase();
const pathOf = (kind: AssetKind): string => kind.replace(" ", "");

/** Several names as a sentence says them. */
export const several = (names: readonly string[], most = 10): string =>
  names
    .toSorted()
    .slice(0, most)
    .map((name) => `“${name}”`)
    .join(", ") + (names.length > most ? ", …" : "");

/** The person that a client named by number or e-mail; the survivor of a merge. @throws Fault `person.unknown` */
export async function findPerson(runner: Runner, named: string): Promise<{ shard: number; id: number }> {
  const byNumber = /^\d{1,15}$/.test(named);
  const [row] = byNumber
    ? await runner.rows<{ id: number }>(sql`
        with recursive way (shard, id, hops) as (
          select ${shardOf(Number(named))}::smallint, ${Number(named)}::bigint, 0
          union all select a.into_shard, a.into_id, hops + 1 from way w join person_alias a on a.shard = w.shard and a.id = w.id where hops < 50)
        select p.id from way w join person p on p.shard = w.shard and p.id = w.id order by hops desc limit 1`)
    : await runner.rows<{ id: number }>(
        sql`select min(person_id) as id from person_key where kind = 0 and value = fold(${named.normalize("NFC")}) having count(*) > 0`,
      );
  if (!row)
    throw new Fault(
      problem("person", "person.unknown", {
        key: byNumber ? "number" : "e-mail",
        value: named.slice(0, 100),
      }),
    );
  return { shard: shardOf(row.id), id: row.id };
}
