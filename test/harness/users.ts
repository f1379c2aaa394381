import { execFileSync } from "node:child_process";

/** Whether tests may choose whom a process runs as. */
export const isRoot = process.getuid?.() === 0;

/** An ordinary user of the machine that Muster has nothing to do with; every Debian has these. */
export function user(name: "nobody" | "daemon"): { uid: number; gid: number } {
  const id = (flag: string): number => Number(execFileSync("id", [flag, name], { encoding: "utf8" }));
  return { uid: id("-u"), gid: id("-g") };
}
