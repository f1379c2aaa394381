// Runs under Node 20: what a machine may have before Muster has brought its own.
import { existsSync } from "node:fs";
import { giveUp, runProgram } from "./project.mjs";

/** Where Debian, and others, put Chromium; the one without a window needs two thirds of the other's processor time. */
const PLACES = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"];
/** Debian's packages of it; not every Debian has the first. */
const PACKAGES = ["chromium-headless-shell", "chromium"];

/** The browser in which tests open the pages: the one named in MUSTER_TEST_BROWSER, else one that is installed. */
export function findBrowser() {
  const named = process.env["MUSTER_TEST_BROWSER"];
  return (named ? [named] : PLACES).find((one) => existsSync(one));
}

/** Installs Debian's browser where there is none and we may. */
export async function ensureBrowser() {
  if (findBrowser()) return;
  if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) await install();
  if (findBrowser()) return;
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
  const isInstalled = async () => {
    for (const name of PACKAGES)
      if ((await run("install", "--no-install-recommends", name)) === 0) return true;
    return false;
  };
  if (await isInstalled()) return;
  await run("update");
  await isInstalled();
}
