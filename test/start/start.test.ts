import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { isRunning, temporaryHome } from "#test/harness/home.ts";
import { MusterProcess } from "#test/harness/muster-process.ts";
import { everySecond } from "#test/harness/share.ts";

beforeEach(everySecond);

test("a first start makes the data, says where it is ready, and answers", async () => {
  const home = await temporaryHome();
  const muster = new MusterProcess({ env: { MUSTER_HOME: home.path } });
  const url = await muster.ready();
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
  expect(muster.errors).toBe("");
});

test("text is UTF-8 under PG_UNICODE_FAST whatever LANG and LC_* say", async () => {
  const home = await temporaryHome();
  const env = { MUSTER_HOME: home.path, LC_ALL: "xx_XX.nonsense", PGPORT: "1", PGCLIENTENCODING: "LATIN1" };
  await new MusterProcess({ env }).ready();
  const [found] = await home.ask(
    `select pg_encoding_to_char(encoding) as encoding, datlocprovider as provider, datlocale as locale,
            casefold('STRASSE') = casefold('straße') as folds
     from pg_database where datname = current_database()`,
  );
  expect(found).toEqual({ encoding: "UTF8", provider: "b", locale: "PG_UNICODE_FAST", folds: true });
});

test("without LANG and any LC_* it starts too, and in a folder with an awkward name", async () => {
  const home = await temporaryHome({ inside: "it's a, “folder” &amp; (100 %)" });
  const muster = new MusterProcess({ env: { MUSTER_HOME: home.path } });
  expect(await muster.ready()).toContain("http");
});

test("a folder whose name PostgreSQL's own programs cannot bear is refused", async () => {
  const home = await temporaryHome({ inside: "$HOME" });
  const muster = new MusterProcess({ env: { MUSTER_HOME: home.path } });
  expect((await muster.ended).code).toBe(1);
  expect(muster.errors).toContain("Rename the folder");
});

test("a home whose path is too long for a socket gets a short private folder for it, removed on stopping", async () => {
  const home = await temporaryHome({ inside: "long/".repeat(25), used: true });
  const muster = new MusterProcess({ env: { MUSTER_HOME: home.path } });
  await muster.ready();
  const [found] = await home.ask<{ run: string }>("select current_setting('unix_socket_directories') as run");
  const run = found?.run.replaceAll('"', "") as string;
  expect(run).toMatch(/^\/tmp\/muster-[0-9a-f]+$/);
  muster.signal("SIGTERM");
  expect(await muster.ended).toEqual({ code: 0, signal: null });
  await expect(readFile(run)).rejects.toMatchObject({ code: "ENOENT" });
});

test("two homes run side by side", async () => {
  const homes = [await temporaryHome({ used: true }), await temporaryHome({ used: true })];
  const musters = homes.map(({ path }) => new MusterProcess({ env: { MUSTER_HOME: path } }));
  const urls = await Promise.all(musters.map((muster) => muster.ready()));
  const answers = await Promise.all(urls.map((url) => fetch(`${url}/healthz`)));
  expect(answers.map((answer) => answer.status)).toEqual([200, 200]);
  expect(await homes[0]?.serverPid()).not.toBe(await homes[1]?.serverPid());
});

test("a second Muster on the same home is told so and leaves the first alone", async () => {
  const home = await temporaryHome({ used: true });
  const first = new MusterProcess({ env: { MUSTER_HOME: home.path } });
  const url = await first.ready();
  const second = new MusterProcess({ env: { MUSTER_HOME: home.path } });
  expect(await second.ended).toEqual({ code: 1, signal: null });
  expect(second.errors).toContain(`Muster runs already on ${home.path}.`);
  expect(second.errors.trim().split("\n")).toHaveLength(1);
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
});

test("of several that start at once on a new home exactly one runs", async () => {
  const home = await temporaryHome();
  const musters = [1, 2, 3].map(() => new MusterProcess({ env: { MUSTER_HOME: home.path } }));
  const outcomes = await Promise.allSettled(musters.map((muster) => muster.ready()));
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  const losers = musters.filter((muster) => !muster.isRunning);
  expect(losers.map(({ errors }) => errors)).toEqual(
    [1, 2].map(() => expect.stringContaining("runs already")),
  );
});

test("settings.conf of the operator is followed; one that is wrong is named", async () => {
  const home = await temporaryHome({ used: true });
  const first = new MusterProcess({ env: { MUSTER_HOME: home.path } });
  await first.ready();
  first.signal("SIGTERM");
  await first.ended;
  const settings = join(home.path, "postgresql/settings.conf");
  await writeFile(settings, "work_mem = 7MB\n");
  const second = new MusterProcess({ env: { MUSTER_HOME: home.path } });
  await second.ready();
  expect(await home.ask("show work_mem")).toEqual([{ work_mem: "7MB" }]);
  second.signal("SIGTERM");
  await second.ended;
  await writeFile(settings, "work_mem = plenty\n");
  const third = new MusterProcess({ env: { MUSTER_HOME: home.path } });
  expect((await third.ended).code).toBe(1);
  expect(third.errors).toContain(`Correct ${settings}`);
  expect(third.errors).toContain("work_mem");
});

test("Muster ends with a sentence when its PostgreSQL does", async () => {
  const home = await temporaryHome({ used: true });
  const muster = new MusterProcess({ env: { MUSTER_HOME: home.path } });
  await muster.ready();
  const pid = (await home.serverPid()) as number;
  process.kill(pid, "SIGINT");
  expect(await muster.ended).toEqual({ code: 1, signal: null });
  expect(muster.errors).toMatch(/^The embedded PostgreSQL has ended\./);
  expect(await isRunning(pid)).toBe(false);
});
