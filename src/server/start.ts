import { setTimeout } from "node:timers/promises";
import { CannotStart } from "#store/cannot-start.ts";
import { checkDatabase } from "#store/check-database.ts";
import { startEmbedded } from "#store/embedded.ts";
import { migrate } from "#store/migrate.ts";
import type { Making } from "#demo/in-background.ts";
import type { Environment } from "./environment.ts";
import { beginFirstStart } from "./first-start.ts";
import { buildServer } from "./server.ts";
import { builtPages } from "./web/built.ts";
import { readWebFiles, type WebFiles } from "./web/files.ts";

/** A Muster that takes requests. */
export interface Running {
  readonly url: string;
  /** Resolves with the reason when it can no longer work and has to end. */
  readonly failed: Promise<CannotStart>;
  /** Answers what is under way, for at most five seconds, and stops the server, then the database. */
  stop(): Promise<void>;
}

/** What a database is to its user: where it is, when it is gone, how it is put away. */
interface UsedDatabase {
  readonly url: string;
  readonly failed: Promise<CannotStart>;
  /** Makes it anew, empty; left out for one that is not ours. */
  readonly anew?: () => Promise<void>;
  stop(): Promise<void>;
}

const GRACE_MS = 5_000;

/** Starts the database if it is ours, brings it up to date, and starts the web server. */
export async function start(
  { port, home, databaseUrl, smtpUrl, publicUrl, demo }: Environment,
  tell: (line: string) => void,
): Promise<Running> {
  const pages = pagesFor(home, tell);
  const database = databaseUrl ? theirs(databaseUrl) : await ours(home, tell);
  let making: Making | undefined;
  try {
    await checkDatabase(database.url);
    await migrate(database.url);
    const web = await pages; // they are built before others are given work: so they are there sooner
    making = await beginFirstStart(database, demo, tell);
    const server = await buildServer({
      url: database.url,
      home,
      smtpUrl,
      publicUrl,
      web,
      closedUntil: making?.done,
    });
    const url = await server.listen(port).catch((error: NodeJS.ErrnoException) => {
      throw portProblem(port, error);
    });
    const stop = async (): Promise<void> => {
      await making?.stop();
      await Promise.race([server.close(), setTimeout(GRACE_MS, undefined, { ref: false })]);
      await database.stop();
    };
    return { url, failed: Promise.race([database.failed, ...(making ? [notMade(making)] : [])]), stop };
  } catch (error) {
    await making?.stop();
    await database.stop();
    throw error;
  }
}

/** The pages for people. What is scheduled must run also where they cannot be built, so then there are none. */
async function pagesFor(home: string, tell: (line: string) => void): Promise<WebFiles | undefined> {
  try {
    return await readWebFiles(await builtPages(home, tell));
  } catch (error) {
    process.stderr.write(
      `The pages could not be built, so Muster is without them: ${(error as Error).message}\n`,
    );
    return undefined;
  }
}

async function ours(home: string, tell: (line: string) => void): Promise<UsedDatabase> {
  const embedded = await startEmbedded(home, { tell });
  const failed = embedded.exited.then(
    () =>
      new CannotStart(
        `The embedded PostgreSQL has ended. Its log in ${embedded.folder} tells why; start Muster again.`,
      ),
  );
  return { url: embedded.url, failed, anew: () => embedded.anew(), stop: () => embedded.stop() };
}

/** A world that is half made is no use to anybody: the next start makes it anew. */
const notMade = (making: Making): Promise<CannotStart> =>
  making.done.then(
    () => new Promise(() => {}),
    (error: Error) =>
      new CannotStart(
        `The demo world could not be made: ${error.message} Start again, or without it: MUSTER_DEMO=no npm start`,
      ),
  );

const theirs = (url: string): UsedDatabase => ({
  url,
  failed: new Promise(() => {}), // connections to it come and go; whoever needs one says so
  stop: async () => {},
});

function portProblem(port: number, error: NodeJS.ErrnoException): Error {
  if (error.code === "EADDRINUSE")
    return new CannotStart(
      `Port ${port} is taken by another program. End that one, or choose another port: PORT=${port + 1} npm start`,
    );
  if (error.code === "EACCES")
    return new CannotStart(
      `Port ${port} needs rights this user does not have. Choose one from 1024 on: PORT=3000 npm start`,
    );
  return error;
}
