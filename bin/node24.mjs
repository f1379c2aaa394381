// Runs under Node 20: what a machine may have before Muster has brought its own.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { giveUp, PROJECT, runProgram, toolEnvironment } from "./project.mjs";

/** The oldest Node that runs TypeScript as it is written and has all that Muster uses. */
const OLDEST = 24;

/**
 * Runs a TypeScript program of the project, in this process if its Node is new enough, else in one of the Node that
 * npm brought.
 *
 * @param {string} program path inside the project
 */
export async function runUnderNode24(program) {
  const path = join(PROJECT, program);
  const args = process.argv.slice(2);
  if (Number.parseInt(process.versions.node, 10) >= OLDEST) {
    process.argv[1] = path;
    await import(pathToFileURL(path).href);
    return;
  }
  process.exitCode = await runProgram(pinnedNode(), [path, ...args], { env: toolEnvironment() });
}

function pinnedNode() {
  const path = join(PROJECT, `node_modules/node-${process.platform}-${process.arch}/bin/node`);
  if (existsSync(path)) return path;
  return giveUp(
    `Muster needs Node ${OLDEST} or newer; this is ${process.versions.node}, and npm brings one for Linux on x64 and ` +
      "arm64 only if optional packages are allowed. Run “npm ci --include=optional”, or install Node 24.",
  );
}
