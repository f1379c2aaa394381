import { chmod, chown, mkdir, readFile, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { CannotStart } from "../cannot-start.ts";
import { ROLE } from "./access.ts";
import { cureFor, readLog } from "./cure.ts";
import type { Place } from "./place.ts";
import { ended, startProgram } from "./program.ts";
import { isRoot } from "./server-user.ts";

/** The PostgreSQL that the programs are of. */
const MAJOR = "18";

/**
 * Makes the cluster if there is none. It is made aside and renamed when it is whole, so that a start that is killed
 * half-way leaves nothing that looks like data.
 *
 * @param durable whether to wait until it is on the disk
 */
export async function initialise(place: Place, programs: string, durable: boolean): Promise<void> {
  if (await isCluster(place.data)) return;
  const draft = `${place.data}.new`;
  await rm(draft, { recursive: true, force: true });
  await makeOwned(draft, place);
  const initdb = startProgram(
    join(programs, "bin/initdb"),
    [...OPTIONS, ...(durable ? [] : ["--no-sync"]), draft],
    {
      user: place.user,
      cwd: draft,
      output: place.output,
    },
  );
  if ((await ended(initdb)) !== 0) throw cureFor(await readLog(place), place);
  await rename(draft, place.data);
}

/** The locale is PostgreSQL's own and the same on every machine, whatever LANG and LC_* say. */
const OPTIONS = [
  `--username=${ROLE}`,
  "--encoding=UTF8",
  "--locale=C",
  "--locale-provider=builtin",
  "--builtin-locale=PG_UNICODE_FAST",
  "--auth=reject", // the real rules are written at every start
  "--no-instructions",
];

/** Makes a folder that is the server user's alone. */
export async function makeOwned(folder: string, { user }: Place): Promise<void> {
  await mkdir(folder, { recursive: true });
  if (isRoot()) await chown(folder, user.uid, user.gid);
  await chmod(folder, 0o700);
}

async function isCluster(data: string): Promise<boolean> {
  const version = await readFile(join(data, "PG_VERSION"), "utf8").catch(() => undefined);
  if (version?.trim() === MAJOR) return true;
  if (version !== undefined) throw otherVersion(data, version.trim());
  const names = await readdir(data).catch((): string[] => []);
  if (names.length > 0) throw notACluster(data);
  return false;
}

const otherVersion = (data: string, version: string): CannotStart =>
  new CannotStart(
    `The data in ${data} was written by PostgreSQL ${version}; this Muster brings PostgreSQL ${MAJOR}. ` +
      `Start the Muster it was written with, or move it with PostgreSQL's own pg_upgrade, or dump and restore it.`,
  );

const notACluster = (data: string): CannotStart =>
  new CannotStart(
    `${data} holds files, but not those of a PostgreSQL cluster (PG_VERSION is missing). ` +
      "Restore it from a backup, or move the folder away to begin with an empty database.",
  );
