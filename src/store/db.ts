import pg from "pg";
import { Fault } from "#kernel/fault.ts";
import { micros, type Instant } from "#kernel/clock.ts";
import { sql, type Sql } from "#kernel/sql.ts";

/** A row as PostgreSQL gave it: `bigint` as number, `timestamptz` as {@link Instant}, `date` and `numeric` as text. */
export type Row = Record<string, unknown>;

/** Whatever runs a statement: a connection with a transaction, or the database at large. */
export interface Runner {
  /** Runs one statement and gives its rows. A statement whose text recurs is prepared once per connection. */
  rows<R extends object = Row>(statement: Sql, options?: { prepare?: boolean }): Promise<R[]>;
}

/**
 * What a connection is used for, which decides how its statements are planned:
 * `record` writes small sets and keeps its plans; `bulk` writes pieces of thousands and plans each anew
 * (a generic plan was seen 16 times slower there); `file` reads all there is for somebody who may read slowly; `read` is
 * for everything else.
 */
export type Purpose = "record" | "bulk" | "read" | "file";

const SETTINGS: Record<Purpose, string> = {
  record:
    "-c plan_cache_mode=force_generic_plan -c jit=off -c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off -c enable_material=off",
  bulk: "-c plan_cache_mode=force_custom_plan -c jit=off",
  read: "-c jit=off",
  file: "-c jit=off -c cursor_tuple_fraction=1",
};

const CONNECTIONS: Record<Purpose, number> = { record: 4, bulk: 4, read: 8, file: 2 };

/** The only way to the database. */
export class Database implements Runner {
  readonly url: string;
  private readonly pools: Record<Purpose, pg.Pool>;

  /** @param lasting a commit is on the disk when it is done; else some later, and what a power failure leaves is older, but whole */
  constructor(url: string, { lasting = true } = {}) {
    this.url = url;
    const always = `-c timezone=UTC -c client_min_messages=warning${lasting ? "" : " -c synchronous_commit=off"}`;
    const pool = (purpose: Purpose): pg.Pool => {
      const made = new pg.Pool({
        connectionString: url,
        max: CONNECTIONS[purpose],
        options: `${SETTINGS[purpose]} ${always}`,
        application_name: `muster ${purpose}`,
        types,
        idleTimeoutMillis: 30_000,
        pipeline: purpose === "record",
      });
      made.on("error", () => {}); // an idle connection that ended: the next use opens another
      return made;
    };
    this.pools = { record: pool("record"), bulk: pool("bulk"), read: pool("read"), file: pool("file") };
  }

  rows<R extends object = Row>(statement: Sql, options?: { prepare?: boolean }): Promise<R[]> {
    return run<R>(this.pools.read, statement, options);
  }

  /** Answers when the database does. @throws Fault `database.unavailable` */
  async ping(): Promise<void> {
    const client = await this.connect("read");
    try {
      await client.query("select 1");
    } finally {
      client.release();
    }
  }

  /** The first row, or `undefined`. */
  async first<R extends object = Row>(statement: Sql): Promise<R | undefined> {
    return (await this.rows<R>(statement))[0];
  }

  /**
   * Runs `work` in one transaction and commits; rolls back when it throws.
   *
   * @param settings further simple statements sent together with `begin`
   */
  async transaction<T>(purpose: Purpose, work: (tx: Connection) => Promise<T>, settings = ""): Promise<T> {
    const client = await this.connect(purpose);
    let broken: Error | undefined;
    try {
      const connection = new Connection(client);
      await connection.later(() => client.query(`begin; ${settings}`));
      const result = await work(connection);
      await Promise.all([...connection.sent, client.query("commit")]);
      return result;
    } catch (error) {
      await client.query("rollback").catch((cause: Error) => (broken = cause));
      throw error;
    } finally {
      client.release(broken);
    }
  }

  /**
   * The rows of a statement as they are at one instant, a portion at a time: no more are held, however many there are. It
   * ends with whoever reads them, or when they take no more for a while.
   */
  async *portions<R extends object = Row>(statement: Sql, size: number, settings = ""): AsyncGenerator<R[]> {
    const client = await this.connect("file");
    let broken: Error | undefined;
    client.on("error", ended);
    try {
      await client.query(
        `begin read only; set local idle_in_transaction_session_timeout = ${IDLE}; ${settings}`,
      );
      await run(client, sql`declare portion no scroll cursor for ${statement}`);
      for (let last = size; last === size;) {
        const { rows } = await client.query<R>(`fetch ${size} from portion`);
        last = rows.length;
        if (last > 0) yield rows;
      }
    } finally {
      await client.query("rollback").catch((cause: Error) => (broken = cause));
      client.off("error", ended);
      client.release(broken);
    }
  }

  /** A connection of one's own, outside any transaction, to be given back with `release`. For COPY and LISTEN. */
  async connect(purpose: Purpose): Promise<pg.PoolClient> {
    try {
      return await this.pools[purpose].connect();
    } catch (cause) {
      throw new Fault({ path: "", code: "database.unavailable" }, { cause });
    }
  }

  async close(): Promise<void> {
    await Promise.all(Object.values(this.pools).map((pool) => pool.end()));
  }
}

/** A connection inside a transaction. */
export class Connection implements Runner {
  readonly client: pg.PoolClient;
  readonly sent: Promise<unknown>[] = [];
  private gathering = false;

  constructor(client: pg.PoolClient) {
    this.client = client;
  }

  rows<R extends object = Row>(statement: Sql, options?: { prepare?: boolean }): Promise<R[]> {
    this.gather();
    return run<R>(this.client, statement, options);
  }

  /** Runs a statement whose rows nobody needs. */
  send(statement: Sql): Promise<void> {
    return this.later(() => run(this.client, statement, { prepare: true }));
  }

  /**
   * Sends something and waits for it; a connection that records only when it commits, so that more can be sent meanwhile:
   * a failure is then known, and fails the transaction.
   */
  async later(send: () => Promise<unknown>): Promise<void> {
    this.gather();
    const sending = send();
    if (!this.client.pipeline) return void (await sending);
    sending.catch(() => {});
    this.sent.push(sending);
  }

  /** What is sent at once leaves in one piece: each piece wakes the server, which takes the core for it. */
  private gather(): void {
    if (!this.client.pipeline || this.gathering) return;
    const { stream } = (this.client as unknown as pg.Client).connection;
    this.gathering = true;
    stream.cork();
    process.nextTick(() => {
      this.gathering = false;
      stream.uncork();
    });
  }
}

/** How long whoever reads portions may take none, in milliseconds: meanwhile nothing can be cleaned up. */
const IDLE = 60_000;

/** A connection that ended: the next statement on it tells. */
function ended(): void {}

/** Prepared statements get short names; past this many different texts the rest go unprepared, so no backend fills up. */
const MOST_PREPARED = 1000;
const names = new Map<string, string>();

function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known) return known;
  if (names.size >= MOST_PREPARED) return undefined;
  const name = `m${names.size}`;
  names.set(text, name);
  return name;
}

async function run<R extends object>(
  on: pg.Pool | pg.PoolClient,
  statement: Sql,
  options?: { prepare?: boolean },
): Promise<R[]> {
  const text = statement.text;
  const name = options?.prepare ? nameOf(text) : undefined;
  const { values } = statement;
  const result = await on.query<R>(name ? { name, text, values } : { text, values });
  return result.rows;
}

const types: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: "text" | "binary") {
    if (format !== "binary") {
      if (oid === 20) return Number;
      if (oid === 1016) return readNumbers;
      if (oid === 1184) return readInstant;
      if (oid === 1082 || oid === 1700) return String;
    }
    return pg.types.getTypeParser(oid, "text");
  },
};

/** `{1,2}`, none of them null. */
const readNumbers = (text: string): number[] =>
  text === "{}" ? [] : text.slice(1, -1).split(",").map(Number);

/** `2026-05-01 09:00:00.123456+00`, which the connection's UTC setting guarantees. */
function readInstant(text: string): Instant {
  if (text === "-infinity") return micros(-Infinity);
  if (text === "infinity") return micros(Infinity);
  const ms = Date.parse(`${text.slice(0, 10)}T${text.slice(11, 19)}Z`);
  const dot = text.indexOf(".");
  if (dot < 0) return micros(ms * 1000);
  return micros(ms * 1000 + Number(text.slice(dot + 1, text.lastIndexOf("+")).padEnd(6, "0")));
}
