// Runs under Node 20: what a machine may have before Muster has brought its own.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { giveUp, PROJECT, runProgram } from "./project.mjs";

/**
 * What a lockfile says about one package.
 * @typedef {{ version?: string, link?: boolean, dev?: boolean, optional?: boolean, devOptional?: boolean, peer?: boolean }} Locked
 */

/**
 * Installs the packages of the lockfile if they are not there or are others.
 *
 * @param {{ dev?: boolean }} [options] `dev`: those that only tests and checks need must be there too
 */
export async function ensureInstalled({ dev = false } = {}) {
  if (await isInstalled(dev)) return;
  process.stderr.write("Installing packages (npm ci); this takes a minute the first time …\n");
  const args = ["ci", "--no-progress", "--loglevel=error", ...(dev ? ["--include=dev"] : [])];
  const code = await runProgram("npm", args, { cwd: PROJECT, quiet: true }).catch(() => undefined);
  if (code === undefined) giveUp("npm was not found. Install it (it comes with Node), then start again.");
  if (code !== 0)
    giveUp(
      "The packages could not be installed; what npm says stands above. It needs the network (or a filled cache) and " +
        `the right to write in ${PROJECT}. Mend that, then start again.`,
    );
}

/**
 * Compares what npm recorded in node_modules with the lockfile, not their times: a checkout touches files that are the
 * same.
 *
 * @param {boolean} dev
 */
async function isInstalled(dev) {
  const wanted = await readLock("package-lock.json");
  const installed = await readLock("node_modules/.package-lock.json");
  if (!installed) return false;
  return Object.entries(wanted ?? {}).every(([path, entry]) => {
    if (path === "" || installed[path]?.version === entry.version) return true;
    return !(path in installed) && mayBeMissing(entry, dev);
  });
}

/**
 * Packages for other kinds of machine are optional and rightly missing.
 *
 * @param {Locked} entry
 * @param {boolean} dev
 */
function mayBeMissing(entry, dev) {
  return Boolean(entry.optional || entry.devOptional || entry.peer || (entry.dev && !dev));
}

/**
 * @param {string} name
 * @returns {Promise<Record<string, Locked> | undefined>}
 */
async function readLock(name) {
  try {
    return JSON.parse(await readFile(join(PROJECT, name), "utf8")).packages;
  } catch {
    return undefined;
  }
}
