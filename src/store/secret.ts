import { sql } from "#kernel/sql.ts";
import type { Runner } from "./db.ts";

/** A secret that the database was given when it was made. */
export async function readSecret(runner: Runner, name: "links" | "calendar"): Promise<string> {
  const [row] = await runner.rows<{ value: string }>(sql`select value from secret where name = ${name}`);
  if (!row) throw new Error(`the database has no secret “${name}”`);
  return row.value;
}
