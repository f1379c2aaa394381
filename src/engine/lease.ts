import type { Sql } from "#kernel/sql.ts";
import { Connection, type Row, type Runner } from "#store/db.ts";
import type { Engine } from "./engine.ts";

/** The classes of advisory locks that say which process does what only one may do. */
const classes = { run: 7_340_002, import: 7_340_004, outbox: 7_340_005, clock: 7_340_006 } as const;
export type LeaseOf = keyof typeof classes;

/** A lock that ends with our connection, so that a dead process frees it. */
export interface Lease {
  /** The connection that holds it: what it still answers, nobody else does. It is asked one thing at a time. */
  readonly connection: Runner;
  giveBack(): Promise<void>;
}

/** Takes the lease of a thing; nothing when another process has it. */
export async function takeLease(engine: Engine, of: LeaseOf, id: number): Promise<Lease | undefined> {
  const client = await engine.db.connect("read");
  const key = [classes[of], id];
  const ask = (text: string): Promise<boolean> =>
    client.query<{ got: boolean }>(text, key).then(({ rows }) => rows[0]?.got ?? false);
  const got = await ask("select pg_try_advisory_lock($1, $2) as got").catch((error: unknown) => {
    client.release(true);
    throw error;
  });
  if (got)
    return {
      connection: new InTurn(new Connection(client)),
      giveBack: async () =>
        client.release(!(await ask("select pg_advisory_unlock($1, $2) as got").catch(() => false))),
    };
  client.release();
  return undefined;
}

/** Passes statements on, each when the one before it is done. */
class InTurn implements Runner {
  private readonly runner: Runner;
  private last: Promise<unknown> = Promise.resolve();

  constructor(runner: Runner) {
    this.runner = runner;
  }

  rows<R extends object = Row>(statement: Sql, options?: { prepare?: boolean }): Promise<R[]> {
    const asked = this.last.then(() => this.runner.rows<R>(statement, options));
    this.last = asked.catch(() => {}); // whoever asked hears of it
    return asked;
  }
}
