import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmod, link, mkdir, readFile, readdir, realpath, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { CannotStart } from "../cannot-start.ts";
import { isRoot, serverUser, type ServerUser } from "./server-user.ts";

/** Where an embedded server keeps its things, and whom it runs as. */
export interface Place {
  /**
   * Holds `data`, `log`, a copy of the programs, the files that configure them and the operator's `settings.conf`.
   * Not the server user's own: we write here as root.
   */
  readonly folder: string;
  readonly data: string;
  readonly log: string;
  /** Takes what PostgreSQL's programs say before the server opens its own log. */
  readonly output: string;
  readonly user: ServerUser;
}

/** Clusters of homes that the server's own user cannot enter. */
const ELSEWHERE = "/var/lib/muster";

/** File in a home whose data is elsewhere; its one line is that folder. */
const pointerOf = (home: string): string => join(home, "postgresql.location");

/** File in a folder of {@link ELSEWHERE}; its one line is the home it belongs to. */
const homeFile = (folder: string): string => join(folder, "home");

/**
 * Finds the place of the cluster of `home`, making the folders that are missing: `home/postgresql`; but when we are
 * root and the server's own user cannot enter the home (it stands under a folder like /root), a folder of
 * /var/lib/muster, which the home then names.
 */
export async function findPlace(home: string): Promise<Place> {
  try {
    return await find(home);
  } catch (cause) {
    if (cause instanceof CannotStart) throw cause;
    throw new CannotStart(
      `The folder ${home} for Muster's data cannot be made or used (${(cause as Error).message}). ` +
        "Start Muster as the user whose folder it is, or set MUSTER_HOME to another one.",
      { cause },
    );
  }
}

async function find(home: string): Promise<Place> {
  await makeFolder(home);
  const real = await realpath(home);
  refuseUnspeakable(real);
  const elsewhere = await readPointer(real);
  const inside = join(real, "postgresql");
  const dataOwner = await ownerOf(join(elsewhere ?? inside, "data"));
  const user = await serverUser(dataOwner);
  const folder = elsewhere ?? (canEnter(user, real) ? inside : await makeElsewhere(real, user, dataOwner));
  await makeFolder(folder);
  return {
    folder,
    data: join(folder, "data"),
    log: join(folder, "log"),
    output: join(folder, "start.log"),
    user,
  };
}

/** `initdb` calls the server through a shell, between double quotes. */
function refuseUnspeakable(home: string): void {
  if (!/["$`\\\n]/.test(home)) return;
  throw new CannotStart(
    `PostgreSQL cannot work in ${home}, for its path has a quotation mark, $, \` or backslash in it. ` +
      "Rename the folder, or set MUSTER_HOME to another one.",
  );
}

/**
 * The folder is ours alone; as root, others may pass through it to what is theirs, but not list it. `mkdir` takes away
 * from a mode what the umask says, so the mode of a new folder is set afterwards.
 */
async function makeFolder(folder: string): Promise<void> {
  await mkdir(dirname(folder), { recursive: true });
  const made = await mkdir(folder).then(
    () => true,
    (error: NodeJS.ErrnoException) => (error.code === "EEXIST" ? false : Promise.reject(error)),
  );
  if (made) await chmod(folder, isRoot() ? 0o711 : 0o700);
  else await readdir(folder); // throws when it is a file or not ours to enter
}

async function readPointer(home: string): Promise<string | undefined> {
  const pointer = pointerOf(home);
  const folder = await readLine(pointer);
  if (folder === undefined) return undefined;
  if ((await ownerOf(folder)) === undefined)
    throw new CannotStart(
      `The data of ${home} should be in ${folder}, which does not exist. ` +
        `Bring that folder back, or delete ${pointer} to begin with an empty database.`,
    );
  await checkBelongs(folder, home);
  return folder;
}

/** A home that was moved keeps its data; one that was copied must not share the data of the first. */
async function checkBelongs(folder: string, home: string): Promise<void> {
  const first = await readLine(homeFile(folder));
  if (first === home) return;
  if (first !== undefined && (await readLine(pointerOf(first))) === folder)
    throw new CannotStart(
      `${home} is a copy of ${first}, to which the data in ${folder} belongs. ` +
        `Delete ${pointerOf(home)} to give the copy an empty database of its own.`,
    );
  await writeFile(homeFile(folder), `${home}\n`);
}

/** Two first starts at once both come here: `link` fails for the second, who uses what the first has made. */
async function makeElsewhere(home: string, user: ServerUser, dataOwner?: number): Promise<string> {
  if (dataOwner !== undefined)
    throw new CannotStart(
      `The user ${user.name}, who runs the database, cannot enter ${home} any more, where its data is. ` +
        "Give everybody the right to pass through that folder and those above it (chmod o+x).",
    );
  const key = randomBytes(6).toString("hex");
  const folder = join(ELSEWHERE, key);
  const draft = `${pointerOf(home)}.${key}`;
  await makeFolder(ELSEWHERE);
  await makeFolder(folder);
  try {
    await writeFile(homeFile(folder), `${home}\n`);
    await writeFile(draft, `${folder}\n`);
    await link(draft, pointerOf(home));
    return folder;
  } catch (error) {
    await rm(folder, { recursive: true });
    const other = await readPointer(home);
    if (other) return other;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

/** Asks the operating system itself, as that user: modes, access lists and mounts all have a say. */
function canEnter(user: ServerUser, folder: string): boolean {
  if (!isRoot()) return true;
  const { status } = spawnSync("/bin/sh", ["-c", 'cd -- "$0"', folder], {
    uid: user.uid,
    gid: user.gid,
    cwd: "/",
    stdio: "ignore",
  });
  return status === 0;
}

const ownerOf = (path: string): Promise<number | undefined> =>
  stat(path).then(
    ({ uid }) => uid,
    () => undefined,
  );

const readLine = (path: string): Promise<string | undefined> =>
  readFile(path, "utf8").then(
    (text) => text.trim(),
    () => undefined,
  );
