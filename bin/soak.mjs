#!/usr/bin/env node
// `npm run soak`: the heavy checks with their full numbers, and the wrong changes that some test has to notice. About
// an hour. What it found is written down in docs/reliability.md.
import { spawnSync } from "node:child_process";
import { ensureInstalled } from "./install.mjs";
import { giveUp, PROJECT, runProgram, toolEnvironment } from "./project.mjs";

const seed = process.env["MUSTER_SEED"] ?? String(Math.floor(Date.now() / 1000));
const numbers = {
  MUSTER_SEED: seed,
  MUSTER_WORLDS: "5000",
  MUSTER_KILLS: "170",
  MUSTER_DATABASE_KILLS: "30",
  MUSTER_SCHEDULES: "1000",
  MUSTER_SCHEDULE_DAYS: "365",
  MUSTER_SHARE: "all",
};

await ensureInstalled({ dev: true });
const env = { ...toolEnvironment(), ...numbers, ...process.env, MUSTER_SEED: seed };
const commit = spawnSync("git", ["rev-parse", "--short", "HEAD"], {
  cwd: PROJECT,
  encoding: "utf8",
}).stdout.trim();
console.log(
  `commit ${commit}, seed ${seed}, ${env.MUSTER_WORLDS} worlds, 6 × ${env.MUSTER_KILLS} kills, ${env.MUSTER_DATABASE_KILLS} kills of the database, ${env.MUSTER_SCHEDULES} campaigns that repeat for ${env.MUSTER_SCHEDULE_DAYS} days`,
);
await step(
  "vitest",
  [
    "run",
    "test/faults",
    "test/meaning",
    "test/engine",
    "test/mail",
    "test/start",
    "test/http/hostile.test.ts",
    "test/browser",
  ],
  env,
);
await step("node", ["test/mutation/run.ts"], { ...toolEnvironment(), MUSTER_WORLDS: "1000" });
console.log("Nothing was found.");

/**
 * @param {string} tool
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} environment
 */
async function step(tool, args, environment) {
  const code = await runProgram(tool, args, { cwd: PROJECT, env: environment });
  if (code !== 0) giveUp(`${tool} ${args.join(" ")} found something; it stands above.`);
}
