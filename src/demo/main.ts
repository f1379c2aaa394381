import { join, resolve } from "node:path";
import { SystemClock } from "#kernel/clock.ts";
import { sql } from "#kernel/sql.ts";
import { CannotStart } from "#store/cannot-start.ts";
import { Database } from "#store/db.ts";
import { startEmbedded } from "#store/embedded.ts";
import { migrate } from "#store/migrate.ts";
import { makeDemo } from "./make-demo.ts";

/** `npm run demo`: makes the demo world in a home that is empty. */
const PEOPLE = 2_000;
const home = resolve(process.env["MUSTER_HOME"] || join(import.meta.dirname, "../../.muster"));
const say = (text: string): void => void process.stdout.write(text);

try {
  const embedded = await startEmbedded(home, { tell: (line) => say(`${line}\n`) });
  try {
    await migrate(embedded.url);
    await refuseFull(embedded.url);
    let shown = -1;
    await makeDemo(embedded.url, {
      people: PEOPLE,
      until: new SystemClock().now(),
      tell(done) {
        const percent = Math.floor(done * 100);
        if (percent > shown)
          say(`\rA year in the life of ${PEOPLE.toLocaleString("en")} people: ${percent} %`);
        shown = percent;
      },
    });
    say("\nThe demo world is ready. Start it: npm start\n");
  } finally {
    await embedded.stop();
  }
} catch (error) {
  process.stderr.write(`${error instanceof CannotStart ? error.message : ((error as Error).stack ?? "")}\n`);
  process.exitCode = 1;
}

/** Nobody's data is mixed with made-up people. */
async function refuseFull(url: string): Promise<void> {
  const db = new Database(url);
  const full = await db.first<{ some: boolean }>(
    sql`select exists (select from person) or exists (select from campaign) or exists (select from demo) as some`,
  );
  await db.close();
  if (full?.some)
    throw new CannotStart(
      `In ${home} there is something already, or a demo world that was not finished. Choose another home: MUSTER_HOME=.muster-demo npm run demo`,
    );
}
