import { readdir, readFile } from "node:fs/promises";
import pg from "pg";

const FOLDER = new URL("./migrations/", import.meta.url);

/** Any number; whoever migrates holds the advisory lock of this number. */
const LOCK = 7_340_001;

/**
 * Brings the database at `url` to the newest schema. Several processes may call it at once: one works, the others
 * wait. Each file of `migrations/` runs once, in order of name, in a transaction of its own. A database that knows a
 * migration this program does not is refused: it belongs to a newer Muster.
 */
export async function migrate(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, application_name: "muster migrate" });
  await client.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [LOCK]);
    await client.query("set client_min_messages = warning");
    await client.query(
      "create table if not exists migration (name text primary key, migrated_on timestamptz not null default now())",
    );
    const { rows } = await client.query<{ name: string }>("select name from migration");
    const done = new Set(rows.map((row) => row.name));
    const files = (await readdir(FOLDER)).filter((name) => name.endsWith(".sql")).toSorted();
    refuseNewer([...done].filter((name) => !files.includes(name)));
    for (const name of files) if (!done.has(name)) await runFile(client, name);
  } finally {
    await client.end();
  }
}

function refuseNewer(unknown: string[]): void {
  if (unknown.length === 0) return;
  throw new Error(
    `The database was used by a newer Muster (it has the migrations ${unknown.join(", ")}). ` +
      "Start that newer version, or restore a backup made before it.",
  );
}

async function runFile(client: pg.Client, name: string): Promise<void> {
  const text = await readFile(new URL(name, FOLDER), "utf8");
  await client.query("begin");
  try {
    await client.query("insert into migration (name) values ($1)", [name]);
    await client.query(text);
    await client.query("commit");
  } catch (cause) {
    await client.query("rollback").catch(() => {});
    throw new Error(`Migration ${name} failed: ${(cause as Error).message}`, { cause });
  }
}
