import { createHash } from "node:crypto";
import { chmod, chown, lstat, mkdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CannotStart } from "../cannot-start.ts";
import type { Place } from "./place.ts";
import { isRoot } from "./server-user.ts";

/** The folder of the sockets, which nobody but the server's user (and root) may enter. */
export interface RunFolder {
  readonly path: string;
  /** Removes the folder if it stands outside the home. */
  remove(): Promise<void>;
}

/** PostgreSQL's number in the name of its socket. The server has no port: nothing else uses the folder. */
export const PORT = "5432";

export const socketIn = (folder: string): string => join(folder, `.s.PGSQL.${PORT}`);

/** The longest path the operating system takes for a socket, in bytes. */
const LONGEST = process.platform === "linux" ? 107 : 103;

const fits = (folder: string): boolean => Buffer.byteLength(socketIn(folder)) <= LONGEST;

/** `run` in the cluster's folder, or where that is too long for a socket, a short private folder named after it. */
export async function makeRunFolder({ folder, user }: Place): Promise<RunFolder> {
  const inside = join(folder, "run");
  const path = fits(inside) ? inside : shortFolder(folder);
  const isNew = await mkdir(path, { mode: 0o700 }).then(
    () => true,
    () => false,
  );
  if (isNew && isRoot()) await chown(path, user.uid, user.gid);
  await checkPrivate(path, user.uid);
  return {
    path,
    remove: async () => {
      if (path !== inside) await rm(path, { recursive: true, force: true });
    },
  };
}

function shortFolder(folder: string): string {
  const key = createHash("sha256").update(folder).digest("hex").slice(0, 16);
  const path = join(tmpdir(), `muster-${key}`);
  return fits(path) ? path : `/tmp/muster-${key}`;
}

/** In /tmp somebody else may have made the folder before us. */
async function checkPrivate(path: string, owner: number): Promise<void> {
  const found = await lstat(path);
  if (!found.isDirectory() || (found.uid !== owner && !isRoot()))
    throw new CannotStart(
      `${path}, where the database's socket goes, belongs to somebody else. ` +
        "Remove it, or set MUSTER_HOME to a folder with a shorter path.",
    );
  if (isRoot()) await chown(path, owner, -1);
  await chmod(path, 0o700);
}
