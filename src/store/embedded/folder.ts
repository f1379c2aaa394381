import { chmod, mkdir, readdir, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { isRoot } from "./server-user.ts";

/**
 * Makes a folder if it is missing. It is ours alone; as root, others may pass through it to what is theirs, but not
 * list it. `mkdir` takes away from a mode what the umask says, so the mode of a new folder is set afterwards.
 */
export async function makeFolder(folder: string): Promise<void> {
  await mkdir(dirname(folder), { recursive: true });
  const made = await mkdir(folder).then(
    () => true,
    (error: NodeJS.ErrnoException) => (error.code === "EEXIST" ? false : Promise.reject(error)),
  );
  if (made) await chmod(folder, isRoot() ? 0o711 : 0o700);
  else await readdir(folder); // throws when it is a file or not ours to enter
}

/** User id of the owner; nothing if there is no such thing. */
export const ownerOf = (path: string): Promise<number | undefined> =>
  stat(path).then(
    ({ uid }) => uid,
    () => undefined,
  );
