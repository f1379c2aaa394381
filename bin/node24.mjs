// Runs under Node 20: what a machine may have before Muster has brought its own.
import { existsSync } from "node:fs";
import module from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { COMPILED, giveUp, PROJECT, runProgram, SIGNALS, toolEnvironment } from "./project.mjs";

/** The oldest Node that runs TypeScript as it is written and has all that Muster uses. */
const OLDEST = 24;

/**
 * What a process that serves is started with. Most of what it reads is short-lived rows: a small young generation
 * keeps an import of a million people under 200 MB instead of 300, and is no slower.
 */
export const SERVING = ["--max-semi-space-size=8"];

/**
 * Runs a TypeScript program of the project, in this process if its Node is new enough and needs no flags, else in one
 * of its own, of the Node that npm brought if ours is older.
 *
 * @param {string} program path inside the project
 * @param {readonly string[]} [flags] of Node
 */
export async function runUnderNode24(program, flags = []) {
  const path = join(PROJECT, program);
  const isNew = Number.parseInt(process.versions.node, 10) >= OLDEST;
  if (isNew && flags.length === 0) {
    process.argv[1] = path;
    module.enableCompileCache(COMPILED);
    await import(pathToFileURL(path).href);
    return;
  }
  const node = isNew ? process.execPath : pinnedNode();
  // One more Ctrl-C, between its end and ours, does not change how we end.
  for (const signal of SIGNALS) process.on(signal, () => {});
  process.exitCode = await runProgram(node, [...flags, path, ...process.argv.slice(2)], {
    env: toolEnvironment(),
    tied: true,
  });
}

function pinnedNode() {
  const path = join(PROJECT, `node_modules/node-${process.platform}-${process.arch}/bin/node`);
  if (existsSync(path)) return path;
  return giveUp(
    `Muster needs Node ${OLDEST} or newer; this is ${process.versions.node}, and npm brings one for Linux on x64 and ` +
      "arm64 only if optional packages are allowed. Run “npm ci --include=optional”, or install Node 24.",
  );
}
