import { SystemClock } from "#kernel/clock.ts";
import { CannotStart } from "#store/cannot-start.ts";
import { Database } from "#store/db.ts";
import { migrate } from "#store/migrate.ts";
import { beginDemo, standingOf } from "#demo/demo-row.ts";
import { makeInBackground, type Making } from "#demo/in-background.ts";

/** A migrated database that is about to be served. */
interface Served {
  readonly url: string;
  /** Makes it anew, empty; not for one that is somebody else's. */
  readonly anew?: (() => Promise<void>) | undefined;
}

/**
 * Begins the demo world where nothing was done yet (docs/decisions/0040-demo-on-first-start.md). What an earlier start
 * left unfinished goes first: nobody could use it, so nothing else is in there.
 *
 * @param people how many it has; nothing for no demo world
 * @throws {@link CannotStart}
 */
export async function beginFirstStart(
  { url, anew }: Served,
  people: number | undefined,
  tell: (line: string) => void,
): Promise<Making | undefined> {
  const standing = await look(url, standingOf);
  if (standing === "unfinished") await clear(url, anew);
  if (people === undefined || standing === "used") return undefined;
  if (!(await look(url, beginDemo))) throw unfinished();
  tell(
    `Making a demo world of ${people.toLocaleString("en")} people; it takes a minute or so (MUSTER_DEMO=no starts without)`,
  );
  const making = makeInBackground(url, { people, until: new SystemClock().now() });
  making.done.then(
    () => tell("The demo world is ready (npx muster demo remove takes it away)"),
    () => {}, // whoever waits for it hears of it
  );
  return making;
}

async function clear(url: string, anew: Served["anew"]): Promise<void> {
  if (!anew) throw unfinished();
  await anew();
  await migrate(url);
}

const unfinished = (): CannotStart =>
  new CannotStart(
    "In the database of DATABASE_URL a demo world is being made, or was not finished. Wait for it, or make the database anew.",
  );

async function look<T>(url: string, ask: (db: Database) => Promise<T>): Promise<T> {
  const db = new Database(url);
  try {
    return await ask(db);
  } finally {
    await db.close();
  }
}
