import { readFile, readdir } from "node:fs/promises";
import { connect } from "node:net";
import { join } from "node:path";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { until } from "#store/embedded/until.ts";
import { isRunning, temporaryHome, type TestHome } from "#test/harness/home.ts";
import { MusterProcess } from "#test/harness/muster-process.ts";
import { everySecond } from "#test/harness/share.ts";

beforeEach(everySecond);

/** PostgreSQL's own word that it ended in order. */
async function endedInOrder(home: TestHome): Promise<boolean> {
  const folder = join(await home.cluster(), "log");
  const logs = await Promise.all((await readdir(folder)).map((name) => readFile(join(folder, name), "utf8")));
  return logs.join("").includes("database system is shut down");
}

const NPM_START = ["npm", "start"] as const;

test("Ctrl-C under npm start stops server and database in order, with exit code 0 and no stack", async () => {
  const home = await temporaryHome({ used: true });
  const muster = new MusterProcess({ command: NPM_START, env: { MUSTER_HOME: home.path } });
  const url = await muster.ready();
  const pid = (await home.serverPid()) as number;
  muster.pressCtrlC();
  expect(await muster.ended).toEqual({ code: 0, signal: null });
  expect(muster.output + muster.errors).not.toMatch(/^\s+at /m);
  expect(await isRunning(pid)).toBe(false);
  expect(await home.serverPid()).toBeUndefined();
  expect(await endedInOrder(home)).toBe(true);
  await expect(fetch(`${url}/healthz`)).rejects.toThrow("fetch failed");
});

test.each(["SIGTERM", "SIGINT", "SIGHUP"] as const)(
  "%s to the process alone stops it in order",
  async (signal) => {
    const home = await temporaryHome({ used: true });
    const muster = new MusterProcess({ env: { MUSTER_HOME: home.path } });
    await muster.ready();
    muster.signal(signal);
    expect(await muster.ended).toEqual({ code: 0, signal: null });
    expect(await home.serverPid()).toBeUndefined();
    expect(await endedInOrder(home)).toBe(true);
  },
);

/** The session of a process, which is what a terminal sends its signals to. */
async function sessionOf(pid: number): Promise<number> {
  const fields = (await readFile(`/proc/${pid}/stat`, "utf8")).replace(/^.*\) /, "").split(" ");
  return Number(fields[3]);
}

test("the database is in a session of its own, where Ctrl-C does not reach it before its turn", async () => {
  const home = await temporaryHome({ used: true });
  const muster = new MusterProcess({ env: { MUSTER_HOME: home.path } });
  await muster.ready();
  const pid = (await home.serverPid()) as number;
  expect(await sessionOf(pid)).toBe(pid);
});

test("Ctrl-C while it is starting stops it in order too", async () => {
  const home = await temporaryHome();
  const muster = new MusterProcess({ env: { MUSTER_HOME: home.path } });
  await until(async () => (await readdir(await home.cluster()).catch(() => [])).length > 0, { seconds: 10 });
  muster.pressCtrlC();
  expect(await muster.ended).toEqual({ code: 0, signal: null });
  expect(muster.output).not.toContain("ready");
  expect(await home.serverPid()).toBeUndefined();
});

/** A request whose body never comes to its end. */
async function hangingRequest(url: URL): Promise<void> {
  const socket = connect(Number(url.port), url.hostname);
  socket.on("error", () => {});
  onTestFinished(() => void socket.destroy());
  await new Promise<void>((resolve) =>
    socket.write(
      `POST /api/people HTTP/1.1\r\nHost: ${url.host}\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{`,
      () => resolve(),
    ),
  );
  await fetch(`${url.href}healthz`); // the server has seen the request before this one
}

test("a request that hangs does not keep it from stopping", async () => {
  const home = await temporaryHome({ used: true });
  const muster = new MusterProcess({ env: { MUSTER_HOME: home.path } });
  await hangingRequest(new URL(await muster.ready()));
  muster.pressCtrlC();
  expect(await muster.ended).toEqual({ code: 0, signal: null });
  expect(await home.serverPid()).toBeUndefined();
});

test("a second Ctrl-C ends it at once while a request hangs; the database still ends in order", async () => {
  const home = await temporaryHome({ used: true });
  const muster = new MusterProcess({ env: { MUSTER_HOME: home.path } });
  const url = new URL(await muster.ready());
  await hangingRequest(url);
  muster.pressCtrlC();
  await muster.prints(/Stopping/);
  await until(
    () => {
      muster.pressCtrlC();
      return !muster.isRunning;
    },
    { seconds: 5, everyMs: 100 },
  );
  expect(await muster.ended).toEqual({ code: 130, signal: null });
  expect(await until(async () => (await home.serverPid()) === undefined, { seconds: 10 })).toBe(true);
  expect(await until(() => endedInOrder(home), { seconds: 10 })).toBe(true); // its last line comes after its file is gone
});
