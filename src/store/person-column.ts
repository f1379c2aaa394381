import { setTimeout as pass } from "node:timers/promises";
import { Fault, problem } from "#kernel/fault.ts";
import { ident, sql, type Sql } from "#kernel/sql.ts";
import type { Database } from "./db.ts";

/** How often to try, and how long to wait for the table each time: longer, and everybody else would queue behind us. */
const TRIES = 40;
const LOCK_TIMEOUT = "250ms";

/** Adds a column to `person`, if it is not there. A matter of a moment: PostgreSQL rewrites no row for it. */
export function addColumn(db: Database, name: string, type: string, isBoolean: boolean): Promise<void> {
  const rest = isBoolean ? sql`boolean not null default false` : sql([type]);
  return alter(db, sql`add column if not exists ${ident(name)} ${rest}`);
}

/** Takes a column that nobody reads any more away from `person`, with what is in it. A matter of a moment, too. */
export const dropColumn = (db: Database, name: string): Promise<void> =>
  alter(db, sql`drop column if exists ${ident(name)}`);

async function alter(db: Database, change: Sql): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await db.transaction(
        "read",
        (tx) => tx.rows(sql`alter table person ${change}`),
        `set local lock_timeout = '${LOCK_TIMEOUT}'`,
      );
      return;
    } catch (cause) {
      if ((cause as { code?: string }).code !== "55P03") throw cause;
      if (attempt === TRIES) throw new Fault(problem("", "database.unavailable"), { cause });
      await pass(20 * Math.min(attempt, 10));
    }
  }
}
