import type { ChildProcess } from "node:child_process";
import { join } from "node:path";
import pg from "pg";
import { ROLE } from "./access.ts";
import { cureFor, readLog } from "./cure.ts";
import type { Place } from "./place.ts";
import { ended, startProgram } from "./program.ts";
import { PORT } from "./run-folder.ts";
import { until } from "./until.ts";

/** A running server that is our child. */
export interface Server {
  /** Resolves when the server has ended, asked or not. */
  readonly exited: Promise<void>;
  /** Ends its connections, writes everything to the disk and waits for its end. */
  stop(): Promise<void>;
}

/** How long to wait for processes of a killed server to notice that it is gone. */
const ORPHANS = { seconds: 30, everyMs: 250 };

/** Starts the server and waits until it takes connections, however long the recovery after a crash is. */
export async function startServer(place: Place, programs: string, run: string): Promise<Server> {
  let server: Server | undefined;
  const started = await until(async () => {
    server = await tryToStart(place, programs, run);
    return server !== undefined;
  }, ORPHANS);
  if (!started || !server) throw cureFor(await readLog(place), place);
  return server;
}

/** The server, or nothing while processes of its killed predecessor still hold the data. */
async function tryToStart(place: Place, programs: string, run: string): Promise<Server | undefined> {
  const child = startProgram(join(programs, "bin/postgres"), serverArguments(place), {
    user: place.user,
    cwd: place.data,
    output: place.output,
  });
  let running = true;
  const exited = ended(child).finally(() => (running = false));
  exited.catch(() => {}); // told by `reason`
  const takesConnections = await firstAnswer(serverUrl(run, "postgres"), () => running);
  if (takesConnections) return asServer(child, exited);
  const reason = await exited.then(
    () => readLog(place),
    (error: Error) => error.message,
  );
  if (/pre-existing shared memory block/.test(reason)) return undefined;
  throw cureFor(reason, place);
}

/** Its configuration is not among the data, where the server's user could make us write through a link as root. */
const serverArguments = ({ folder, data }: Place): string[] => [
  "-D",
  data,
  `--config_file=${join(folder, "postgresql.conf")}`,
  `--hba_file=${join(folder, "pg_hba.conf")}`,
  `--ident_file=${join(folder, "pg_ident.conf")}`,
];

/** Looks until the server takes connections or has ended. */
async function firstAnswer(url: string, isRunning: () => boolean): Promise<boolean> {
  let answered = false;
  await until(
    async () => {
      answered = isRunning() && (await canConnect(url));
      return answered || !isRunning();
    },
    { seconds: Number.POSITIVE_INFINITY },
  );
  return answered;
}

async function canConnect(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => {});
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

function asServer(child: ChildProcess, exited: Promise<unknown>): Server {
  const askToStop = (): boolean => child.kill("SIGINT"); // a fast shutdown
  process.once("exit", askToStop); // in case nobody calls `stop`: it then ends by itself, in order
  const done = exited.then(() => {
    process.off("exit", askToStop);
  });
  return {
    exited: done,
    stop: () => {
      askToStop();
      return done;
    },
  };
}

/**
 * How to reach a database of the server. Everything is said, so that no PG… variable of the environment has a word in
 * it.
 */
export function serverUrl(run: string, database: string): string {
  return `postgresql:///${database}?host=${encodeURIComponent(run)}&port=${PORT}&user=${ROLE}&sslmode=disable`;
}
