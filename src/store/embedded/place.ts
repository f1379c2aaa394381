import { spawnSync } from "node:child_process";
import { realpath } from "node:fs/promises";
import { join } from "node:path";
import { CannotStart } from "../cannot-start.ts";
import { findElsewhere, makeElsewhere } from "./elsewhere.ts";
import { makeFolder, ownerOf } from "./folder.ts";
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
  const elsewhere = await findElsewhere(real);
  const inside = join(real, "postgresql");
  const dataOwner = await ownerOf(join(elsewhere ?? inside, "data"));
  const user = await serverUser(dataOwner);
  const folder = elsewhere ?? (await insideOrElsewhere(real, inside, user, dataOwner !== undefined));
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

async function insideOrElsewhere(
  home: string,
  inside: string,
  user: ServerUser,
  hasData: boolean,
): Promise<string> {
  if (canEnter(user, home)) return inside;
  if (!hasData) return makeElsewhere(home);
  throw new CannotStart(
    `The user ${user.name}, who runs the database, cannot enter ${home} any more, where its data is. ` +
      "Give everybody the right to pass through that folder and those above it (chmod o+x).",
  );
}

/** Asks the operating system itself, as that user: modes, access lists and mounts all have a say. */
function canEnter({ uid, gid }: ServerUser, folder: string): boolean {
  if (!isRoot()) return true;
  const how = { uid, gid, cwd: "/", stdio: "ignore" } as const;
  return spawnSync("/bin/sh", ["-c", 'cd -- "$0"', folder], how).status === 0;
}
