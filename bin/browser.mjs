// Runs under Node 20: what a machine may have before Muster has brought its own.
import { existsSync } from "node:fs";
import { giveUp, runProgram } from "./project.mjs";

/** The browser that tests of pages open them in; another one can be named in MUSTER_TEST_BROWSER. */
const CHROMIUM = process.env["MUSTER_TEST_BROWSER"] ?? "/usr/bin/chromium";

/** Installs Debian's browser where there is none and we may. */
export async function ensureBrowser() {
  if (existsSync(CHROMIUM)) return;
  if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) await install();
  if (existsSync(CHROMIUM)) return;
  giveUp(
    "The tests of the pages need a browser. Install Chromium (on Debian: apt-get install chromium), or name one: " +
      "MUSTER_TEST_BROWSER=/path/to/chrome npm test",
  );
}

async function install() {
  process.stderr.write("Installing Chromium (apt-get); this takes a minute the first time …\n");
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const run = (/** @type {string[]} */ ...args) =>
    runProgram("apt-get", ["-qq", "-y", ...args], { env, quiet: true });
  const code = await run("install", "--no-install-recommends", "chromium");
  if (code === 0) return;
  await run("update");
  await run("install", "--no-install-recommends", "chromium");
}
