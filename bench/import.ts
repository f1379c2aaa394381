import { createReadStream, createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { from as copyFrom } from "pg-copy-streams";
import { sql } from "#kernel/sql.ts";
import { Database } from "#store/db.ts";
import { openEngine } from "#engine/engine.ts";
import { Scheduler } from "#engine/scheduler.ts";
import { alternate, figure, peakMemory, ratios, seconds, shown, type Result } from "./measure.ts";
import type { Server } from "./world.ts";

const HEADER =
  "Email Address,First Name,Last Name,Company Name,State,Country,City,Phone Number,Website,Person Score";

/** Importing people who are new, ten columns, by e-mail, into a list: against COPY into staging and one merge by hand. */
export async function benchImport(server: Server, people: number, runs: number): Promise<Result[]> {
  const folder = await mkdtemp(join(tmpdir(), "muster-bench-import-"));
  const file = join(folder, "people.csv");
  await writeFile(file, people);
  const fresh = async (): Promise<Database> => {
    const db = new Database(await server.database());
    await db.rows(sql`insert into static_list (name, created_on) values ('List', now())`);
    return db;
  };
  const times = await alternate(runs, {
    engine: async () => {
      const db = await fresh();
      const scheduler = new Scheduler(await openEngine(db), (error) => console.error(error));
      await db.rows(
        sql`insert into import (kind, name, state, options, file, bytes, asked_on) values ('people', 'people', 'waiting', '{"list":"List"}', ${file}, 0, now())`,
      );
      const took = await seconds(() => scheduler.quiet());
      await check(db, people);
      await scheduler.close();
      await server.drop(db);
      return took;
    },
    hand: async () => {
      const db = await fresh();
      await openEngine(db); // makes the partitions
      const took = await seconds(() => byHand(db, file));
      await check(db, people);
      await server.drop(db);
      return took;
    },
  });
  await rm(folder, { recursive: true });
  const ratio = figure(ratios(times.hand, times.engine));
  return [
    {
      work: `import of ${people.toLocaleString("en")} people, 10 columns, by e-mail, one list`,
      measured: `${shown(ratio)} × COPY and one merge by hand (${Math.round(people / figure(times.engine).median).toLocaleString("en")} rows/s; ${peakMemory()} MB)`,
      goal: "≥ 0.4 ×",
      reached: ratio.median >= 0.4,
      detail: { times },
    },
  ];
}

async function check(db: Database, people: number): Promise<void> {
  const [row] = await db.rows<{ people: number; lines: number }>(
    sql`select (select count(*) from person) as people, (select count(*) from activity) as lines`,
  );
  if (row?.people !== people || row.lines !== people * 2)
    throw new Error(`${JSON.stringify(row)} instead of ${people}`);
}

async function writeFile(file: string, people: number): Promise<void> {
  const out = createWriteStream(file);
  out.write(`${HEADER}\n`);
  for (let from = 1; from <= people; from += 1000) {
    const rows = Array.from({ length: Math.min(1000, people - from + 1) }, (_, index) =>
      row(from + index),
    ).join("");
    if (!out.write(rows)) await new Promise<void>((resolve) => out.once("drain", () => resolve()));
  }
  await new Promise<void>((resolve) => out.end(() => resolve()));
}

const row = (i: number): string =>
  `p${i}@example.com,First${i % 1000},Last${i % 5000},Company ${i % 20_000},CA,Germany,City ${i % 3000},+49 30 ${i},https://example.com/${i},${i % 100}\n`;

async function byHand(db: Database, file: string): Promise<void> {
  const client = await db.connect("bulk");
  await client.query(
    "create unlogged table staging (email text, first_name text, last_name text, company text, state text, country text, city text, phone text, website text, score text)",
  );
  await pipeline(
    createReadStream(file),
    client.query(copyFrom("copy staging from stdin (format csv, header)")),
  );
  await client.query("analyze staging");
  await client.query(`
    with s as materialized (
      select distinct on (fold(email)) *, nextval('person_id') as id from staging s
      where not exists (select from person_key k where k.kind = 0 and k.value = fold(s.email)) order by fold(email)),
    p as (
      insert into person (shard, id, created_at, updated_at, email, first_name, last_name, company, state, country, city, phone, website, person_score)
      select (id >> 7) & 31, id, now(), now(), email, first_name, last_name, company, state, country, city, phone, website, score::integer from s),
    k as (insert into person_key (lane, kind, value, shard, person_id) select (hashtext(fold(email)) & 31)::smallint, 0, fold(email), (id >> 7) & 31, id from s),
    l as (insert into list_member (shard, list_id, person_id, added_on) select (id >> 7) & 31, 1, id, now() from s),
    a as (
      insert into activity (shard, person_id, type_id, value, source, attributes, recorded_on, occurred_on)
      select (id >> 7) & 31, id, 12, 'List import', 2, jsonb_strip_nulls(jsonb_build_object('email', email, 'first_name', first_name, 'last_name', last_name, 'company', company,
        'state', state, 'country', country, 'city', city, 'phone', phone, 'website', website, 'person_score', score)), now(), now() from s)
    insert into activity (shard, person_id, type_id, asset_id, source, recorded_on, occurred_on) select (id >> 7) & 31, id, 24, 1, 2, now(), now() from s`);
  client.release();
}
