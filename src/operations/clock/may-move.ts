import { sql } from "#kernel/sql.ts";
import type { Engine } from "#engine/engine.ts";
import { ownPeople } from "../demo/demo-clock.ts";
import { readDemo } from "../demo/demo-world.ts";

/**
 * Whether the clock of this instance may be moved (docs/decisions/0047-whose-clock-may-be-moved.md): as MUSTER_CLOCK says;
 * else only where all people are made up and no mail goes out.
 */
export async function mayMoveClock(engine: Engine): Promise<boolean> {
  const said = process.env["MUSTER_CLOCK"];
  if (said) return said === "movable";
  return !process.env["SMTP_URL"] && onlyMadeUp(engine);
}

async function onlyMadeUp({ db }: Engine): Promise<boolean> {
  const demo = await readDemo(db);
  if (demo?.state !== "made") return false;
  const row = await db.first<{ own: boolean }>(sql`select exists (${ownPeople(demo)}) as own`);
  return row?.own === false;
}
