import { spawn, type ChildProcess } from "node:child_process";
import { openSync, closeSync } from "node:fs";
import { isRoot, type ServerUser } from "./server-user.ts";

/**
 * Starts one of PostgreSQL's programs as the server's user. It gets a session of its own, so that a Ctrl-C in the
 * terminal does not reach it, and no variable of ours, for many of them (PGPORT, LC_ALL, LD_LIBRARY_PATH …) would
 * change what it does.
 *
 * @param output file that takes what it says
 */
export function startProgram(
  path: string,
  args: readonly string[],
  { user, cwd, output }: { user: ServerUser; cwd: string; output: string },
): ChildProcess {
  const file = openSync(output, "w", 0o600);
  try {
    return spawn(path, args, {
      cwd,
      detached: true,
      env: { PATH: "/usr/bin:/bin", LC_ALL: "C", TZ: "UTC" },
      stdio: ["ignore", file, file],
      ...(isRoot() ? { uid: user.uid, gid: user.gid } : {}),
    });
  } finally {
    closeSync(file);
  }
}

/** Resolves when the program has ended, with its exit code; rejects when it could not even be started. */
export function ended(program: ChildProcess): Promise<number | null> {
  return new Promise((resolve, reject) => {
    program.once("exit", resolve).once("error", reject);
  });
}
