#!/usr/bin/env node
// `npm test`: everything that has to hold, from a fresh clone. Arguments go to vitest: `npm test -- test/start`.
import { ensureBrowser } from "./browser.mjs";
import { ensureInstalled } from "./install.mjs";
import { giveUp, PROJECT, runProgram, toolEnvironment } from "./project.mjs";

await ensureInstalled({ dev: true });
await ensureBrowser();
await step("tsc", "--noEmit");
await step("tsc", "-p", "web");
await step("oxlint");
await step("oxfmt", "--check");
await step("vitest", "run", ...process.argv.slice(2));

/**
 * @param {string} tool
 * @param {string[]} args
 */
async function step(tool, ...args) {
  const code = await runProgram(tool, args, { cwd: PROJECT, env: toolEnvironment() });
  if (code !== 0) giveUp(`${tool} found something wrong; it stands above.`);
}
