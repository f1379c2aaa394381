import { chmod, writeFile } from "node:fs/promises";

/** Writes a file that the server's user can read, whatever our umask. Nothing secret goes into it. */
export async function writeReadable(path: string, text: string): Promise<void> {
  await writeFile(path, text);
  await chmod(path, 0o644);
}
