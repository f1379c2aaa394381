import { toIso, type Instant } from "#kernel/clock.ts";
import { ident, sql } from "#kernel/sql.ts";
import type { Connection, Database } from "./db.ts";

/** How many months of partitions there are ahead of the clock. What lies beyond goes into the default partition. */
const AHEAD = 3;
/** The most partitions made in one go, when the clock is moved far. */
const MOST = 36;

/**
 * Makes the monthly partitions of the log from the month of `from` to three months after `until`. Each is created by
 * itself and then attached, so that nobody who reads or writes the log waits for it; rows that fell into the default
 * partition meanwhile move over.
 */
export async function ensurePartitions(db: Database, from: Instant, until: Instant = from): Promise<void> {
  const existing = await db.rows<{ name: string }>(
    sql`select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent = 'activity'::regclass`,
  );
  const names = new Set(existing.map((row) => row.name));
  const wanted = months(from, until).filter((month) => !names.has(month.name));
  for (const month of wanted.slice(0, MOST)) await makePartition(db, month);
}

interface Month {
  readonly name: string;
  readonly from: string;
  readonly until: string;
}

function months(from: Instant, until: Instant): Month[] {
  const count = monthNumber(until) - monthNumber(from) + AHEAD + 1;
  return Array.from({ length: count }, (_, index) => {
    const first = monthNumber(from) + index;
    return {
      name: `activity_${monthText(first).replace("-", "_")}`,
      from: `${monthText(first)}-01`,
      until: `${monthText(first + 1)}-01`,
    };
  });
}

function monthNumber(at: Instant): number {
  const [year, month] = toIso(at).split("-").map(Number);
  return (year as number) * 12 + (month as number) - 1;
}

const monthText = (number: number): string =>
  `${String(Math.floor(number / 12)).padStart(4, "0")}-${String((number % 12) + 1).padStart(2, "0")}`;

async function makePartition(db: Database, month: Month): Promise<void> {
  await db.transaction("read", async (tx) => {
    await tx.rows(sql`select pg_advisory_xact_lock(7340003)`);
    const [there] = await tx.rows<{ there: boolean }>(
      sql`select to_regclass(${month.name}) is not null as there`,
    );
    if (!there?.there) await attach(tx, month);
  });
}

async function attach(tx: Connection, { name, from, until }: Month): Promise<void> {
  const table = ident(name);
  await tx.rows(sql`set local lock_timeout = '5s'`);
  await tx.rows(sql`create table ${table} (like activity including all)`);
  const strays = sql`recorded_on >= ${from}::date and recorded_on < ${until}::date`;
  const [stray] = await tx.rows<{ some: boolean }>(
    sql`select exists (select from activity_rest where ${strays}) as some`,
  );
  if (stray?.some) {
    await tx.rows(sql`lock activity_rest in access exclusive mode`);
    await tx.rows(
      sql`with moved as (delete from activity_rest where ${strays} returning *) insert into ${table} select * from moved`,
    );
  }
  await tx.rows(
    sql`alter table activity attach partition ${table} for values from ${sql([`('${from}')`])} to ${sql([`('${until}')`])}`,
  );
}
