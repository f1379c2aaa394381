import { join } from "node:path";
import pg from "pg";
import { writeAccess } from "./embedded/access.ts";
import { placeBinaries } from "./embedded/binaries.ts";
import { claim } from "./embedded/claim.ts";
import { CannotStart } from "./cannot-start.ts";
import { cureFor } from "./embedded/cure.ts";
import { initialise, makeOwned } from "./embedded/initialise.ts";
import { stopLeftBehind } from "./embedded/left-behind.ts";
import { keepLogSmall } from "./embedded/log-files.ts";
import { findPlace, type Place } from "./embedded/place.ts";
import { makeRunFolder } from "./embedded/run-folder.ts";
import { serverUrl, startServer, type Server } from "./embedded/server.ts";
import { serverSettings, settingsFile, thisMachine, type Settings } from "./embedded/settings.ts";
import { writeReadable } from "./embedded/write-readable.ts";

/** A PostgreSQL server of our own that is running. */
export interface Embedded {
  /** Connection string of its database `muster`, through a Unix socket. Only this user of the machine can use it. */
  readonly url: string;
  /** Folder with everything the server keeps: `data`, `log`, the operator's `settings.conf`. */
  readonly folder: string;
  /** Resolves when the server has ended, whether it was asked to or not. */
  readonly exited: Promise<void>;
  /** Makes the database anew: all that was in it is gone, and whoever was connected no longer is. */
  anew(): Promise<void>;
  /** Ends all connections, writes everything to the disk and waits for the server's end. May be called twice. */
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  /** PostgreSQL settings that go before all others. */
  readonly settings?: Settings;
  /** Is told, in a sentence, what takes longer than usual. */
  readonly tell?: (line: string) => void;
}

const DATABASE = "muster";

/**
 * Starts the PostgreSQL server that Muster brings, with its data in the folder `home`, making both when they are
 * missing. A server left behind by a Muster that was killed is stopped first, in order.
 *
 * As root, where PostgreSQL refuses to run, the server runs as the system user `muster`; if that user cannot enter
 * `home`, the data is kept in a folder of /var/lib/muster that the home names.
 *
 * @throws {@link CannotStart}, a sentence with the cure: another Muster uses the home, the disk is full, a right is
 *   missing, the data is of another version, the programs do not exist for this machine …
 */
export async function startEmbedded(home: string, options: EmbeddedOptions = {}): Promise<Embedded> {
  const place = await findPlace(home);
  try {
    return await startAt(place, home, options);
  } catch (error) {
    if (error instanceof CannotStart) throw error;
    throw cureFor((error as Error).message, place, error);
  }
}

async function startAt(place: Place, home: string, options: EmbeddedOptions): Promise<Embedded> {
  const run = await makeRunFolder(place);
  const claimed = await claim(run.path, home);
  const leave = async (): Promise<void> => {
    await run.remove();
    await claimed.release();
  };
  try {
    const server = await startClaimed(place, run.path, options);
    const log = keepLogSmall(place.log);
    let stopping: Promise<void> | undefined;
    const stop = async (): Promise<void> => {
      log.stop();
      await server.stop();
      await leave();
    };
    return {
      url: serverUrl(run.path, DATABASE),
      folder: place.folder,
      exited: server.exited,
      anew: () => asked(serverUrl(run.path, "postgres"), makeAnew),
      stop: () => (stopping ??= stop()),
    };
  } catch (error) {
    await leave();
    throw error;
  }
}

async function startClaimed(
  place: Place,
  run: string,
  { settings = {}, tell }: EmbeddedOptions,
): Promise<Server> {
  await makeOwned(place.log, place);
  await stopLeftBehind(place, run, tell ?? (() => {}));
  const programs = await placeBinaries(place.folder);
  await initialise(place, programs, settings["fsync"] !== "off");
  await writeAccess(place.folder, place.user);
  await writeSettings(place, run, settings);
  const server = await startServer(place, programs, run);
  try {
    await asked(serverUrl(run, "postgres"), createDatabase);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return server;
}

async function writeSettings({ folder }: Place, run: string, settings: Settings): Promise<void> {
  const ours = serverSettings(await thisMachine(folder));
  const last = { listen_addresses: "", unix_socket_directories: `"${run}"`, ...settings };
  await writeReadable(join(folder, "postgresql.conf"), settingsFile(ours, last));
}

async function createDatabase(client: pg.Client): Promise<void> {
  const { rowCount } = await client.query("select from pg_database where datname = $1", [DATABASE]);
  if (rowCount === 0) await client.query(`create database ${DATABASE}`);
}

async function makeAnew(client: pg.Client): Promise<void> {
  await client.query(`drop database if exists ${DATABASE} with (force)`);
  await createDatabase(client);
}

async function asked(url: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
