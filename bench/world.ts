import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "#kernel/sql.ts";
import { Database } from "#store/db.ts";
import { startEmbedded } from "#store/embedded.ts";
import { migrate } from "#store/migrate.ts";
import { openEngine, type Engine } from "#engine/engine.ts";
import { ensurePartitions } from "#store/partitions.ts";
import { micros } from "#kernel/clock.ts";

/** A server with the settings of production, and what to call when done with it. */
export interface Server {
  readonly url: string;
  database(): Promise<string>;
  /** Closes and removes a database that was made. */
  drop(db: Database): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a PostgreSQL as `npm start` would, in a folder of its own. `MUSTER_BENCH_DATABASE_URL` names one to use instead. */
export async function startServer(): Promise<Server> {
  const given = process.env.MUSTER_BENCH_DATABASE_URL;
  const home = given ? undefined : await mkdtemp(join(tmpdir(), "muster-bench-"));
  const embedded = home ? await startEmbedded(home) : undefined;
  const url = given ?? embedded?.url ?? "";
  const admin = new Database(url);
  let made = 0;
  return {
    url,
    async database() {
      const name = `bench_${process.pid}_${(made += 1)}`;
      await admin.rows(sql`create database ${sql([name])}`);
      const own = url.replace(/\/muster\b|\/postgres\b/, `/${name}`);
      await migrate(own);
      return own;
    },
    async drop(db) {
      const name = /\b(bench_\d+_\d+)\b/.exec(db.url)?.[1] ?? "";
      await db.close();
      await admin.rows(sql`drop database ${sql([name])} with (force)`);
    },
    async stop() {
      const left = await admin.rows<{ name: string }>(
        sql`select datname as name from pg_database where datname like ${`bench_${process.pid}_%`}`,
      );
      for (const { name } of left) await admin.rows(sql`drop database ${sql([name])} with (force)`);
      await admin.close();
      await embedded?.stop();
      if (home) await rm(home, { recursive: true, force: true });
    },
  };
}

export interface World {
  readonly db: Database;
  readonly engine: Engine;
  readonly people: number;
}

/**
 * Opens a database with `people` people and `activities` visits, mails and clicks of the last 90 days, spread over the
 * months they were recorded in.
 */
export async function makeWorld(url: string, people: number, activities: number): Promise<World> {
  const db = new Database(url);
  const now = micros(Date.now() * 1000);
  await ensurePartitions(db, micros(now - 92 * 86_400_000_000), now);
  await db.rows(sql`insert into person (shard, id, created_at, updated_at, email, first_name, last_name, company, state, country, city, person_score, unsubscribed, date_of_birth)
    select (i >> 7) & 31, i, now() - i % 900 * interval '1 day', now(), 'person' || i || '@example' || i % 5000 || '.test', 'First' || i % 1000, 'Last' || i % 5000,
      'Company ' || i % 20000, (array['CA','NY','TX','FL','WA','OR','NV','IL'])[1 + hashint8(i) & 7], case when i % 2 = 0 then 'Germany' end,
      'City ' || i % 3000, nullif(abs(hashint8(i * 7)) % 120, 0), i % 13 = 0, date '1950-01-01' + (abs(hashint8(i * 3)) % 20000)::integer
    from generate_series(1, ${people}::bigint) i`);
  await db.rows(sql`insert into person_key (lane, kind, value, shard, person_id)
    select (hashtext(fold(email)) & 31)::smallint, 0, fold(email), shard, id from person`);
  await db.rows(sql`select setval('person_id', ${people})`);
  await db.rows(
    sql`insert into asset (kind, name) select 'page', '/page/' || i from generate_series(1, 100) i union all select 'email', 'Mail ' || i from generate_series(1, 20) i`,
  );
  if (activities > 0)
    await db.rows(sql`insert into activity (shard, person_id, type_id, asset_id, source, recorded_on, occurred_on)
      select (p >> 7) & 31, p, t, case when t = 1 then 1 + x % 100 else 101 + x % 20 end, 3, o, o
      from (select 1 + (abs(hashint8extended(i, 1)) % ${people}::bigint) as p, (array[1,1,1,6,10,11])[1 + i % 6] as t, abs(hashint8(i * 11)) as x,
        now() - (abs(hashint8extended(i, 2)) % 7776000) * interval '1 second' as o from generate_series(1, ${activities}::bigint) i) q order by o`);
  await db.rows(
    sql`insert into static_list (name, created_on) select 'List ' || i, now() from generate_series(1, 60) i`,
  );
  await db.rows(sql`vacuum analyze`);
  return { db, engine: await openEngine(db), people };
}
