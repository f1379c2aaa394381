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
  const existing = await db.rows<{ bounds: string }>(
    sql`select pg_get_expr(c.relpartbound, c.oid) as bounds from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent = 'activity'::regclass`,
  );
  const there = existing.flatMap(({ bounds }) => monthsIn(bounds) ?? []);
  const wanted = months(from, until).filter(
    (month) => !there.some((one) => one.from <= month.from && month.until <= one.until),
  );
  for (const month of wanted.slice(0, MOST)) await makePartition(db, month);
}

/** What `FOR VALUES FROM ('2026-05-01 00:00:00+00') TO ('2026-06-01 00:00:00+00')` says; nothing for the default. */
function monthsIn(bounds: string): Pick<Months, "from" | "until"> | undefined {
  const [from, until] = [...bounds.matchAll(/'(\d{4}-\d\d-\d\d) /g)].map(([, date]) => date);
  return from && until ? { from, until } : undefined;
}

/**
 * One partition for all months from that of `from` to the one before that of `until`: for a past that is little. Every
 * partition has its part in planning whatever reads the log.
 */
export async function ensurePast(db: Database, from: Instant, until: Instant): Promise<void> {
  const [first, last] = [monthText(monthNumber(from)), monthText(monthNumber(until))];
  await makePartition(db, {
    name: `activity_before_${last.replace("-", "_")}`,
    from: `${first}-01`,
    until: `${last}-01`,
  });
}

/** Some months of the log, or one. */
interface Months {
  readonly name: string;
  readonly from: string;
  readonly until: string;
}

function months(from: Instant, until: Instant): Months[] {
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

async function makePartition(db: Database, month: Months): Promise<void> {
  await db.transaction("read", async (tx) => {
    await tx.rows(sql`select pg_advisory_xact_lock(7340003)`);
    const [there] = await tx.rows<{ there: boolean }>(
      sql`select to_regclass(${month.name}) is not null as there`,
    );
    if (!there?.there) await attach(tx, month);
  });
}

async function attach(tx: Connection, { name, from, until }: Months): Promise<void> {
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
