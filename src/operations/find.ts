import { z } from "zod";
import { Fault, problem } from "#kernel/fault.ts";
import { shardOf } from "#kernel/id.ts";
import { sql } from "#kernel/sql.ts";
import type { Runner } from "#store/db.ts";

/** How a client names one of several things: by number or by name. */
export const key = (kind: string): z.ZodString =>
  z
    .string()
    .min(1)
    .max(255)
    .meta({ description: `The ${kind}'s number or name` });

const TABLES = {
  campaign: "campaign",
  list: "static_list",
  "smart list": "smart_list",
  "e-mail": "email",
} as const;

/** The number of a thing that a client named. @throws Fault `not.found` */
export async function findId(runner: Runner, kind: keyof typeof TABLES, named: string): Promise<number> {
  const number = /^\d{1,9}$/.test(named) ? Number(named) : -1;
  const [row] = await runner.rows<{ id: number }>(sql`select id from ${sql([TABLES[kind]])}
    where deleted_on is null and (id = ${number} or fold(name) = fold(${named.normalize("NFC")})) order by id = ${number} desc, id limit 1`);
  if (!row)
    throw new Fault(problem(kind.replace(/[ -]/, ""), "not.found", { kind, name: named.slice(0, 100) }));
  return row.id;
}

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
