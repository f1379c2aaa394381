import { mkdtempSync } from "node:fs";
import { readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { until } from "#store/embedded/until.ts";

/**
 * A new folder in /tmp that only we may enter, for whoever makes it to remove. Its name holds our process id, so that
 * {@link sweep} can tell what nobody will remove any more.
 */
export const temporaryFolder = (what: string): string =>
  mkdtempSync(join(tmpdir(), `muster-test-${process.pid}-${what}-`));

const OURS = /^muster-test-(\d+)-/;

/** Removes what test runs that were killed have left: their folders, and the processes that work in them. */
export async function sweep(): Promise<void> {
  const names = (await readdir(tmpdir())).filter((name) => isAbandoned(name));
  for (const name of names) {
    const folder = join(tmpdir(), name);
    const cluster = await readFile(join(folder, "home/postgresql.location"), "utf8").catch(() => undefined);
    if (cluster) await clear(cluster.trim());
    await clear(folder);
  }
}

async function clear(folder: string): Promise<void> {
  for (const pid of await processesOf(folder)) endNow(pid);
  await until(async () => (await processesOf(folder)).length === 0, { seconds: 10 });
  await rm(folder, { recursive: true, force: true });
}

function isAbandoned(name: string): boolean {
  const pid = Number(OURS.exec(name)?.[1] ?? 0);
  return pid > 0 && !exists(pid);
}

function exists(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Those that were started with the folder in their command line or environment. */
async function processesOf(folder: string): Promise<number[]> {
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(pids.map(async (pid) => (await startedWith(pid)).includes(folder)));
  return pids.filter((_, index) => found[index]).map(Number);
}

async function startedWith(pid: string): Promise<string> {
  const read = (file: string): Promise<string> => readFile(`/proc/${pid}/${file}`, "utf8").catch(() => "");
  return `${await read("cmdline")}\0${await read("environ")}`;
}

function endNow(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // it has ended meanwhile
  }
}
