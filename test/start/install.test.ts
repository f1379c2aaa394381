import { execFileSync } from "node:child_process";
import { chmod, readFile, rm, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { temporaryHome } from "#test/harness/home.ts";
import { MusterProcess, PROJECT } from "#test/harness/muster-process.ts";
import { projectCopy } from "#test/harness/project-copy.ts";
import { temporaryFolder } from "#test/harness/temporary-folder.ts";

/** A folder with an `npm` in it that writes down how it was called, says so and ends with that exit code. */
async function fakeNpm(code: number): Promise<{ path: string; calls(): Promise<string> }> {
  const path = temporaryFolder("npm");
  onTestFinished(() => rm(path, { recursive: true }));
  const program = join(path, "npm");
  await writeFile(program, `#!/bin/sh\necho "$PWD $*" >> ${path}/calls\necho "npm was here"\nexit ${code}\n`);
  await chmod(program, 0o755);
  return {
    path: `${path}${delimiter}${process.env["PATH"]}`,
    calls: () => readFile(join(path, "calls"), "utf8").catch(() => ""),
  };
}

/** Changes the version of one package in a lockfile of the copy. */
async function otherVersion(lockfile: string): Promise<void> {
  const text = await readFile(lockfile, "utf8");
  await rm(lockfile); // the file may be a link to that of the project
  await writeFile(lockfile, text.replace(/("node_modules\/fastify": \{\s+"version": )"[^"]+"/, '$1"0.0.1"'));
}

describe("npm start in a clone", () => {
  test("without packages installs them, in one line and without a word on stdout", async () => {
    const cwd = projectCopy();
    await rm(join(cwd, "node_modules"), { recursive: true });
    const npm = await fakeNpm(0);
    const muster = new MusterProcess({ cwd, env: { PATH: npm.path } });
    await muster.ended;
    expect(await npm.calls()).toBe(`${cwd} ci --no-progress --loglevel=error\n`);
    expect(muster.errors).toMatch(/^Installing packages \(npm ci\); this takes a minute the first time …\n/);
    expect(muster.output).toBe("");
    expect(muster.errors).not.toContain("npm was here");
  });

  test("whose packages are older than its lockfile installs them anew", async () => {
    const cwd = projectCopy();
    const npm = await fakeNpm(0);
    const home = await temporaryHome({ used: true });
    await otherVersion(join(cwd, "package-lock.json"));
    const muster = new MusterProcess({ cwd, env: { PATH: npm.path, MUSTER_HOME: home.path } });
    await muster.ready();
    expect(await npm.calls()).toContain(" ci ");
  });

  test("whose packages are those of its lockfile leaves npm alone, though development packages are not there", async () => {
    const cwd = projectCopy();
    const npm = await fakeNpm(0);
    const home = await temporaryHome({ used: true });
    await withoutDevelopmentPackages(join(cwd, "node_modules/.package-lock.json"));
    const muster = new MusterProcess({ cwd, env: { PATH: npm.path, MUSTER_HOME: home.path } });
    await muster.ready();
    expect(await npm.calls()).toBe("");
    expect(muster.errors).toBe("");
  });

  test("says what to do when the packages cannot be installed", async () => {
    const cwd = projectCopy();
    await rm(join(cwd, "node_modules"), { recursive: true });
    const npm = await fakeNpm(7);
    const muster = new MusterProcess({ cwd, env: { PATH: npm.path } });
    expect((await muster.ended).code).toBe(1);
    expect(muster.errors).toContain("could not be installed");
    expect(muster.errors).not.toMatch(/^\s+at /m);
  });
});

async function withoutDevelopmentPackages(lockfile: string): Promise<void> {
  const lock = JSON.parse(await readFile(lockfile, "utf8")) as {
    packages: Record<string, { dev?: boolean }>;
  };
  const kept = Object.entries(lock.packages).filter(([, { dev }]) => !dev);
  await rm(lockfile);
  await writeFile(lockfile, JSON.stringify({ packages: Object.fromEntries(kept) }));
}

/** A Node of the machine that is too old to run TypeScript, if there is one. */
function olderNode(): string | undefined {
  const folders = (process.env["PATH"] ?? "")
    .split(delimiter)
    .filter((folder) => !folder.startsWith(PROJECT));
  return folders.map((folder) => join(folder, "node")).find((node) => majorOf(node) < 24);
}

function majorOf(node: string): number {
  try {
    return Number.parseInt(execFileSync(node, ["-p", "process.versions.node"], { encoding: "utf8" }), 10);
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}

describe.skipIf(olderNode() === undefined)("under an older Node", () => {
  const node = olderNode() as string;

  test.each(["group", "process"] as const)(
    "the pinned one runs Muster, and a signal to the %s stops it",
    async (to) => {
      const home = await temporaryHome({ used: true });
      const command = [node, join(PROJECT, "bin/start.mjs")] as const;
      const muster = new MusterProcess({ command, env: { MUSTER_HOME: home.path } });
      await muster.ready();
      if (to === "group") muster.pressCtrlC();
      else muster.signal("SIGTERM");
      expect(await muster.ended).toEqual({ code: 0, signal: null });
      expect(await home.serverPid()).toBeUndefined();
    },
  );

  test("without the pinned one a sentence names the cure", async () => {
    const cwd = projectCopy();
    await rm(join(cwd, `node_modules/node-${process.platform}-${process.arch}`), { recursive: true });
    const muster = new MusterProcess({ command: [node, join(cwd, "bin/start.mjs")], cwd });
    expect((await muster.ended).code).toBe(1);
    expect(muster.errors).toMatch(/^Muster needs Node 24 or newer; this is \d+/);
    expect(muster.errors).toContain("npm ci --include=optional");
    expect(muster.errors.trim().split("\n")).toHaveLength(1);
  });
});
