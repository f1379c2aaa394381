import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";

/** Each is at most 10 MB or a day long. */
const KEPT = 14;

const HOUR = 3_600_000;

/** Removes the oldest files of PostgreSQL's log, now and every hour, so that it never fills the disk. */
export function keepLogSmall(log: string): { stop(): void } {
  const prune = (): void => void removeOldest(log).catch(() => {});
  prune();
  const timer = setInterval(prune, HOUR).unref();
  return { stop: () => clearInterval(timer) };
}

/** Keeps the newest files; their names are their times. */
export async function removeOldest(log: string): Promise<void> {
  const names = (await readdir(log)).filter((name) => name.startsWith("postgresql-")).toSorted();
  await Promise.all(names.slice(0, -KEPT).map((name) => rm(join(log, name), { force: true })));
}
