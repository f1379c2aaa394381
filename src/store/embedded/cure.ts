import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { CannotStart } from "../cannot-start.ts";
import type { Place } from "./place.ts";

interface Cure {
  readonly sign: RegExp;
  readonly says: (place: Place) => string;
}

const OWN = "or set DATABASE_URL to a PostgreSQL of your own.";

const CURES: readonly Cure[] = [
  {
    sign: /No space left on device|ENOSPC|Disk quota exceeded|EDQUOT/,
    says: ({ folder }) =>
      `The disk that holds ${folder} is full. Free some space, or set MUSTER_HOME to a folder on another disk.`,
  },
  {
    sign: /Read-only file system|EROFS/,
    says: ({ folder }) =>
      `${folder} is on a disk that cannot be written. Set MUSTER_HOME to a folder on another disk.`,
  },
  {
    sign: /Permission denied|EACCES|EPERM|Operation not permitted|has wrong ownership|has invalid permissions/,
    says: ({ folder, user }) =>
      `The user ${user.name}, who runs the database, lacks rights in ${folder}. Start Muster as the user who ` +
      `owns that folder, or give it back to them (chown -R), ${OWN}`,
  },
  {
    sign: /Cannot allocate memory|could not map anonymous shared memory|could not create shared memory|ENOMEM/,
    says: ({ folder }) =>
      "There is not enough memory for PostgreSQL. End other programs, or write a smaller " +
      `“shared_buffers = 64MB” into ${join(folder, "settings.conf")}.`,
  },
  {
    sign: /is needed by initdb but was not found|error while loading shared libraries|GLIBC|spawn .* ENOENT|ENOEXEC|cannot execute|Library not loaded/,
    says: () =>
      "The PostgreSQL programs that Muster brings do not run on this machine. They need Linux with glibc 2.27 " +
      `or newer, or macOS. Use such a machine, ${OWN}`,
  },
  {
    sign: /unrecognized configuration parameter|invalid value for parameter|syntax error in file|contains errors/,
    says: ({ folder }) => `PostgreSQL refuses a setting. Correct ${join(folder, "settings.conf")}.`,
  },
];

/** Turns what the operating system or PostgreSQL said into a sentence that names the cure. */
export function cureFor(said: string, place: Place, cause?: unknown): CannotStart {
  const known = CURES.find(({ sign }) => sign.test(said));
  const sentence = known
    ? known.says(place)
    : `The embedded PostgreSQL did not start. Its log in ${place.log} tells why; back up ${place.folder} before ` +
      "you mend anything.";
  return new CannotStart(`${sentence}\n${lastWords(said)}`.trimEnd(), { cause });
}

/** What the server says on its way down; its last lines that matter, to be shown below the sentence. */
function lastWords(said: string): string {
  const lines = said.split("\n").filter((line) => line.trim() !== "");
  const grave = lines.filter((line) =>
    /FATAL|PANIC|ERROR|error:|HINT|invalid value|unrecognized|syntax error/.test(line),
  );
  return (grave.length > 0 ? grave : lines)
    .slice(-3)
    .map((line) => `  ${line.trim()}`)
    .join("\n");
}

/** What the server wrote since it was started: to its output, and once it says so, to the newest file of its log. */
export async function readLog({ log, output }: Place): Promise<string> {
  const said = await read(output);
  const newest = said.includes("redirecting log output") ? await newestOf(log) : undefined;
  return newest ? said + (await read(newest)) : said;
}

async function newestOf(log: string): Promise<string | undefined> {
  const names = (await readdir(log)).filter((name) => name.startsWith("postgresql-")).toSorted();
  return names.slice(-1).map((name) => join(log, name))[0];
}

const read = (path: string): Promise<string> => readFile(path, "utf8").catch(() => "");
