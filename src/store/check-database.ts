import pg from "pg";
import { CannotStart } from "./cannot-start.ts";

/** What Muster needs to know about a database before it writes to it. */
export interface Findings {
  readonly version: number;
  readonly release: string;
  readonly encoding: string;
  readonly unicode: boolean;
  readonly may_create: boolean;
  readonly name: string;
}

const FINDINGS = `
  select current_setting('server_version_num')::int as version,
         current_setting('server_version') as release,
         current_setting('server_encoding') as encoding,
         exists (select from pg_catalog.pg_collation where collname = 'pg_unicode_fast') as unicode,
         has_database_privilege(current_database(), 'create') as may_create,
         current_database() as name`;

/**
 * Refuses a database that Muster cannot live in: not reachable, older than PostgreSQL 18, not UTF-8, without the
 * built-in collation that all text is compared under, or one in which nothing may be created.
 *
 * @throws {@link CannotStart}, a sentence with the cure
 */
export async function checkDatabase(url: string): Promise<void> {
  const found = await look(url);
  const reason = refusal(found);
  if (reason) throw new CannotStart(reason);
}

async function look(url: string): Promise<Findings> {
  const client = connection(url);
  client.on("error", () => {});
  try {
    await client.connect();
    const { rows } = await client.query<Findings>(FINDINGS);
    return rows[0] as Findings;
  } catch (cause) {
    throw new CannotStart(unreachable(cause as NodeJS.ErrnoException), { cause });
  } finally {
    await client.end().catch(() => {});
  }
}

function connection(url: string): pg.Client {
  try {
    return new pg.Client({
      connectionString: url,
      application_name: "muster check",
      connectionTimeoutMillis: 15_000,
    });
  } catch (cause) {
    throw new CannotStart(
      "DATABASE_URL is not a connection string. Write it as postgresql://user:password@host:5432/database.",
      { cause },
    );
  }
}

/** Why a connection failed, by the code of the operating system or of PostgreSQL. The password is never shown. */
function unreachable(error: NodeJS.ErrnoException): string {
  const cure = CURES[error.code ?? ""] ?? "Check DATABASE_URL and that the server runs.";
  const said = error.message || error.code;
  return `The database of DATABASE_URL cannot be used (${said}). ${cure}`;
}

const CURES: Record<string, string> = {
  ECONNREFUSED: "Start the server, or correct host and port in DATABASE_URL.",
  ENOENT: "Start the server, or correct the socket's folder in DATABASE_URL.",
  ENOTFOUND: "Correct the host in DATABASE_URL.",
  "28P01": "Correct user and password in DATABASE_URL.",
  "28000": "Allow this user to connect in the server's pg_hba.conf, or correct the user in DATABASE_URL.",
  "3D000": "Create it: create database muster encoding 'UTF8' template template0.",
};

/** Why Muster cannot live in such a database, with the cure; nothing if it can. */
export function refusal({
  version,
  release,
  encoding,
  unicode,
  may_create,
  name,
}: Findings): string | undefined {
  if (version < 180_000)
    return `The database runs on PostgreSQL ${release}; Muster needs 18 or newer. Upgrade the server, or remove DATABASE_URL to use the one Muster brings.`;
  if (encoding !== "UTF8")
    return `The database “${name}” stores text as ${encoding}; Muster needs UTF8. Create another one: create database muster encoding 'UTF8' template template0.`;
  if (!unicode)
    return "The server lacks PostgreSQL's built-in collation PG_UNICODE_FAST. Use an unmodified PostgreSQL 18 or newer.";
  if (!may_create)
    return `The user of DATABASE_URL may not create anything in the database “${name}”. Make it the owner: alter database "${name}" owner to ….`;
  return undefined;
}
