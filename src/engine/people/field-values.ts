import { SHARDS } from "#kernel/id.ts";
import { ident, sql } from "#kernel/sql.ts";
import type { Database } from "#store/db.ts";

/** A value that people have, and how many; of a sample, how many that makes of all. */
export interface FieldValue {
  readonly value: string;
  readonly people: number;
}

export interface FieldValues {
  /** Those that begin with the text first, then those that hold it; each the most frequent first. */
  readonly values: FieldValue[];
  /** Everybody was looked at; else one shard in so many. */
  readonly everybody: boolean;
}

/** About so many people are looked at, however many there are. */
const LOOKED_AT = 40_000;
/** Longer ones nobody chooses from a list. */
const LONGEST = 200;

/**
 * The values of a text column as people have them now. Small bases are read whole, of large ones some shards: numbers are
 * drawn in runs of 128 over all of them, so a shard is a fair sample of everybody, old and new. Values that differ only in
 * case are one, as they are for the operators; it is shown as most people have it.
 */
export async function fieldValues(
  db: Database,
  column: string,
  text: string,
  limit: number,
): Promise<FieldValues> {
  const [first] = await db.rows<{ people: number }>(
    sql`select count(*)::integer as people from (select from person where shard = 0 limit ${LOOKED_AT}) p`,
  );
  const shards = Math.max(1, Math.min(SHARDS, Math.floor(LOOKED_AT / Math.max(1, first?.people ?? 0))));
  const seen = await db.rows<FieldValue>(sql`
    with written as materialized (
      select ${ident(column)} as value, count(*)::integer as people from person
      where shard = any(${Array.from({ length: shards }, (_, shard) => shard)}::smallint[])
        and ${ident(column)} <> '' and length(${ident(column)}) <= ${LONGEST} group by 1),
    folded as materialized (select value, people, fold(value) as folded from written)
    select (array_agg(value order by people desc, value))[1] as value, sum(people)::integer as people
    from folded where strpos(folded, fold(${text})) > 0 group by folded
    order by starts_with(folded, fold(${text})) desc, sum(people) desc, folded limit ${limit}`);
  const everybody = shards === SHARDS;
  return {
    values: everybody
      ? seen
      : seen.map(({ value, people }) => ({ value, people: rough((people * SHARDS) / shards) })),
    everybody,
  };
}

/** A guess says no more digits than it knows. */
const rough = (count: number): number => Number(count.toPrecision(2));
