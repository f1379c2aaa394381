import { randomBytes } from "node:crypto";
import { link, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { CannotStart } from "../cannot-start.ts";
import { makeFolder, ownerOf } from "./folder.ts";

/** Clusters of homes that the server's own user cannot enter. */
const ELSEWHERE = "/var/lib/muster";

/** File in a home whose data is elsewhere; its one line is that folder. */
const pointerOf = (home: string): string => join(home, "postgresql.location");

/** File in a folder of {@link ELSEWHERE}; its one line is the home it belongs to. */
const homeFile = (folder: string): string => join(folder, "home");

/** The folder outside the home where its data is, if it is outside. */
export async function findElsewhere(home: string): Promise<string | undefined> {
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

/**
 * Makes a folder outside the home for its data, and has the home name it. Two first starts at once both come here:
 * `link` fails for the second, who uses what the first has made.
 */
export async function makeElsewhere(home: string): Promise<string> {
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
    const other = await findElsewhere(home);
    if (other) return other;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

const readLine = (path: string): Promise<string | undefined> =>
  readFile(path, "utf8").then(
    (text) => text.trim(),
    () => undefined,
  );
