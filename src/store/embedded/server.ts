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
  const server = launch(place, programs);
  const problem = await firstAnswer(serverUrl(run, "postgres"), server);
  if (problem === undefined) return server;
  await server.stop();
  const reason = `${problem}\n${await readLog(place)}`;
  if (/pre-existing shared memory block/.test(reason)) return undefined;
  throw cureFor(reason, place);
}

/** A server that may still be starting, or may already have failed to. */
interface Launched extends Server {
  isRunning(): boolean;
  /** Why it could not even be launched. */
  problem(): string;
}

function launch(place: Place, programs: string): Launched {
  const { user, data: cwd, output } = place;
  const child = startProgram(join(programs, "bin/postgres"), serverArguments(place), { user, cwd, output });
  let [running, problem] = [true, ""];
  const askToStop = (): boolean => child.kill("SIGINT"); // a fast shutdown
  process.once("exit", askToStop); // in case nobody calls `stop`: it then ends by itself, in order
  const exited = ended(child)
    .catch((error: Error) => (problem = error.message))
    .then(() => {
      running = false;
      process.off("exit", askToStop);
    });
  const stop = (): Promise<void> => {
    askToStop();
    return exited;
  };
  return { exited, stop, isRunning: () => running, problem: () => problem };
}

/** Its configuration is not among the data, where the server's user could make us write through a link as root. */
const serverArguments = ({ folder, data }: Place): string[] => [
  "-D",
  data,
  `--config_file=${join(folder, "postgresql.conf")}`,
  `--hba_file=${join(folder, "pg_hba.conf")}`,
  `--ident_file=${join(folder, "pg_ident.conf")}`,
];

/** Looks until the server takes connections. Gives the reason if it has ended instead or does not let us in. */
async function firstAnswer(url: string, server: Launched): Promise<string | undefined> {
  let problem: string | undefined;
  const settled = async (): Promise<boolean> => {
    const refusal = await tryToConnect(url);
    problem = server.isRunning() ? refusal?.message : server.problem();
    return problem === undefined || !server.isRunning() || !STARTING.has(refusal?.code);
  };
  await until(settled, { seconds: Number.POSITIVE_INFINITY });
  return problem;
}

/** What a connection fails with while the server has no socket yet, or recovers what a crash has left. */
const STARTING = new Set([undefined, "ENOENT", "ECONNREFUSED", "ECONNRESET", "57P03"]);

async function tryToConnect(url: string): Promise<NodeJS.ErrnoException | undefined> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => {});
  try {
    await client.connect();
    return undefined;
  } catch (error) {
    return error as NodeJS.ErrnoException;
  } finally {
    await client.end().catch(() => {});
  }
}

/**
 * How to reach a database of the server. Everything is said, so that no PG… variable of the environment has a word in
 * it.
 */
export function serverUrl(run: string, database: string): string {
  return `postgresql:///${database}?host=${encodeURIComponent(run)}&port=${PORT}&user=${ROLE}&sslmode=disable`;
}
