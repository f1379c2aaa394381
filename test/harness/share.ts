import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import type { TestContext } from "vitest";

/**
 * A test run takes a share of the heavy checks: another one for each commit, the same for the same, or as `MUSTER_SEED`
 * says. `MUSTER_SHARE=all` takes all of them.
 */
const ALL = process.env["MUSTER_SHARE"] === "all";
const SEED =
  process.env["MUSTER_SEED"] ??
  spawnSync("git", ["rev-parse", "HEAD"], { cwd: import.meta.dirname, encoding: "utf8" }).stdout;

const lot = (name: string): number => createHash("sha1").update(`${SEED} ${name}`).digest().readUInt32BE();

/** Whether something belongs to the share, of which it is one in so many. */
export const isInShare = (name: string, oneIn: number): boolean => ALL || lot(name) % oneIn === 0;

/** Before each test of a file: leaves out every second; what the acceptance checklist names (AC-…) is always in. */
export function everySecond({ task, skip }: TestContext): void {
  if (!task.name.startsWith("AC-") && !isInShare(task.name, 2)) skip();
}

type Language = "en" | "fr";

/** In which languages a file of browser tests is done; the words themselves are there in both, or they would not compile. */
export const languagesOf = (file: string): readonly Language[] =>
  ALL ? ["en", "fr"] : [lot(file) % 2 === 0 ? "en" : "fr"];
