import { problem, type Problem } from "#kernel/fault.ts";
import { sql } from "#kernel/sql.ts";
import type { Engine } from "#engine/engine.ts";
import { ownPeople } from "../demo/demo-clock.ts";
import { readDemo } from "../demo/demo-world.ts";

/**
 * What keeps the clock of this instance from being moved, with the cure; nothing where it may be
 * (docs/decisions/0047-whose-clock-may-be-moved.md): as MUSTER_CLOCK says; else only where all people are made up and no
 * mail goes out.
 */
export async function fixedBy({ db }: Engine): Promise<Problem | undefined> {
  const { MUSTER_CLOCK: said, SMTP_URL } = process.env;
  if (said === "movable") return undefined;
  const command = testInstance(process.env);
  if (said) return problem("", "clock.fixed", { said, command });
  const demo = await readDemo(db);
  if (demo?.state === "making") return problem("", "clock.making");
  if (demo?.state !== "made") return problem("", "clock.real", { command });
  if (SMTP_URL) return problem("", "clock.mail", { command });
  const row = await db.first<{ own: boolean }>(sql`select exists (${ownPeople(demo)}) as own`);
  return row?.own === false ? undefined : problem("", "clock.people", { command });
}

/** Starts a Muster beside this one that shares nothing with it: neither data nor port nor mail server. */
export function testInstance({ PORT, DATABASE_URL, SMTP_URL }: NodeJS.ProcessEnv): string {
  const port = PORT === "0" ? 0 : Number(PORT || 3000) + 1;
  const without = [DATABASE_URL && "DATABASE_URL=", SMTP_URL && "SMTP_URL="];
  return [
    "MUSTER_CLOCK=movable",
    "MUSTER_HOME=~/muster-test",
    `PORT=${port}`,
    ...without.filter(Boolean),
    "npm start",
  ].join(" ");
}
