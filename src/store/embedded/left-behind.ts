import { execFileSync } from "node:child_process";
import { readFile, readlink, realpath, rm } from "node:fs/promises";
import { join } from "node:path";
import { CannotStart } from "../cannot-start.ts";
import { answers } from "./claim.ts";
import type { Place } from "./place.ts";
import { socketIn } from "./run-folder.ts";
import { until } from "./until.ts";

/**
 * Stops the server that an earlier Muster left behind when it was killed, in order, so that nothing is lost and the
 * new server has the programs and settings of this version. Only whoever holds the claim on the cluster may call it.
 *
 * @param run folder of the sockets
 * @param tell told about it, for it may take a while
 */
export async function stopLeftBehind(place: Place, run: string, tell: (line: string) => void): Promise<void> {
  const pid = await readPid(place.data);
  if (pid === undefined) return;
  if (await isServerOf(place.data, pid)) {
    tell(`Stopping the PostgreSQL server that was left behind (process ${pid}).`);
    await stopOther(pid, place);
  } else if (await answers(socketIn(run))) {
    throw new CannotStart(
      `A PostgreSQL server that cannot be seen from here (of another container?) uses ${place.data}. Stop it first.`,
    );
  } else if (isAlive(pid)) {
    await forget(place.data, run);
  }
}

/** Asks a server that is not our child for a fast shutdown, and waits for its end. */
async function stopOther(pid: number, { data, log }: Place): Promise<void> {
  process.kill(pid, "SIGINT");
  if (await until(async () => !(await isServerOf(data, pid)), { seconds: 300 })) return;
  throw new CannotStart(
    `The PostgreSQL server that was left behind (process ${pid}) does not stop. Its log in ${log} may tell why; ` +
      "wait for it or end that process, then start again.",
  );
}

/** After a restart of the machine the id may belong to another program, and PostgreSQL would take that for a server. */
async function forget(data: string, run: string): Promise<void> {
  await rm(join(data, "postmaster.pid"), { force: true });
  await rm(`${socketIn(run)}.lock`, { force: true });
}

async function readPid(data: string): Promise<number | undefined> {
  const text = await readFile(join(data, "postmaster.pid"), "utf8").catch(() => "");
  const pid = Number.parseInt(text, 10);
  return pid > 0 ? pid : undefined;
}

/**
 * A server works inside its data folder; on macOS, where that cannot be asked, the folder is in its command line.
 * Neither is so for one that has ended and that nobody has waited for, as in a container without an init.
 */
async function isServerOf(data: string, pid: number): Promise<boolean> {
  if (!isAlive(pid)) return false;
  if (process.platform !== "linux") return commandLine(pid).includes(data);
  return (await readlink(`/proc/${pid}/cwd`).catch(() => "")) === (await realpath(data));
}

function commandLine(pid: number): string {
  try {
    return execFileSync("/bin/ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" });
  } catch {
    return "";
  }
}

/** Whether there is such a process, ours or not. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
