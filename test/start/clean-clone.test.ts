import { execFileSync } from "node:child_process";
import { readFile, rm } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { MusterProcess, PROJECT } from "#test/harness/muster-process.ts";
import { temporaryFolder } from "#test/harness/temporary-folder.ts";

/** It installs everything anew and tests what is committed, not what is being written: so only where CI is set. */
const inCi = Boolean(process.env["CI"]);

test.runIf(inCi)(
  "a clean clone in a folder only its owner may enter runs after git clone and npm start",
  { timeout: 300_000 },
  async () => {
    const top = temporaryFolder("clone");
    onTestFinished(() => rm(top, { recursive: true, force: true }));
    const cwd = join(top, "muster");
    execFileSync("git", ["clone", "--quiet", PROJECT, cwd]);
    onTestFinished(() => removeCluster(join(cwd, ".muster")));
    const muster = new MusterProcess({ command: ["npm", "start"], cwd, env: npmEnvironment() });
    const url = await muster.ready();
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    expect(muster.errors).not.toMatch(/allow-scripts|deprecated|EBADENGINE/i);
    muster.pressCtrlC();
    expect(await muster.ended).toEqual({ code: 0, signal: null });
  },
);

/** How npm reaches its registry is the machine's affair; the Node that this project has installed is not there yet. */
function npmEnvironment(): Record<string, string> {
  const names = Object.keys(process.env).filter((name) =>
    /^(HOME|npm_config_|.*_proxy$|.*CA_CERTS|SSL_)/i.test(name),
  );
  const folders = (process.env["PATH"] ?? "")
    .split(delimiter)
    .filter((folder) => !folder.startsWith(PROJECT));
  return {
    ...Object.fromEntries(names.map((name) => [name, process.env[name] as string])),
    PATH: folders.join(delimiter),
  };
}

async function removeCluster(home: string): Promise<void> {
  const folder = await readFile(join(home, "postgresql.location"), "utf8").catch(() => undefined);
  if (folder) await rm(folder.trim(), { recursive: true });
}
