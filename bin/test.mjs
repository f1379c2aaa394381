#!/usr/bin/env node
// `npm test`: everything that has to hold, from a fresh clone. Arguments go to vitest: `npm test -- test/start`.
import { spawn } from "node:child_process";
import { ensureBrowser } from "./browser.mjs";
import { ensureInstalled } from "./install.mjs";
import { giveUp, PROJECT, runProgram, toolEnvironment } from "./project.mjs";

/** What finds fault without running anything. */
const CHECKS = [["oxfmt", "--check"], ["tsc", "--noEmit"], ["tsc", "-p", "web"], ["oxlint"]];

await ensureInstalled({ dev: true });
await ensureBrowser();
const unsound = new AbortController();
const [sound, tested] = await Promise.all([
  check(), // beside the tests, which often wait
  runProgram("vitest", ["run", ...process.argv.slice(2)], {
    cwd: PROJECT,
    env: toolEnvironment(),
    until: unsound.signal,
  }),
]);
if (!sound) process.exit(1);
if (tested !== 0) giveUp("vitest found something wrong; it stands above.");

/** Runs the checks one after the other. The first that finds something says what, and nothing goes on. */
async function check() {
  for (const [tool = "", ...args] of CHECKS) {
    const { ok, said } = await heard(tool, args);
    if (ok) continue;
    process.stderr.write(`\n${said}\n${tool} found something wrong; it stands above.\n`);
    unsound.abort();
    return false;
  }
  return true;
}

/**
 * @param {string} tool
 * @param {string[]} args
 * @returns {Promise<{ ok: boolean, said: string }>}
 */
function heard(tool, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(tool, args, { cwd: PROJECT, env: toolEnvironment() });
    let said = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (data) => (said += data));
    child.once("error", reject).once("close", (code) => resolve({ ok: code === 0, said }));
  });
}
