import { chmod, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import { inject, onTestFinished } from "vitest";
import { until } from "#store/embedded/until.ts";
import { temporaryFolder } from "./temporary-folder.ts";
import { copyUsedHome } from "./used-home.ts";

/** A home of Muster that is removed with the test, with whatever server was left in it. */
export interface TestHome {
  readonly path: string;
  /** Where its cluster is: in the home, or where the home says. */
  cluster(): Promise<string>;
  /** Process id of its PostgreSQL server, running or not; nothing if it was stopped in order. */
  serverPid(): Promise<number | undefined>;
  /** A connection of one's own to its running server. */
  connect(): Promise<pg.Client>;
  /** Asks its running server one question as the user of this process. */
  ask<Row extends object>(statement: string): Promise<Row[]>;
}

/**
 * @param inside folders to make it in, below a new folder of /tmp
 * @param mode rights of that new folder; by default others may pass, so that as root the data stays inside
 * @param used Muster was started on it before, so that a start finds its database; for what is not about a first start
 */
export async function temporaryHome({ inside = "", mode = 0o711, used = false } = {}): Promise<TestHome> {
  const top = temporaryFolder("home");
  await chmod(top, mode);
  const home = testHome(join(top, inside, "home"));
  onTestFinished(async () => {
    await removeServer(home);
    await rm(top, { recursive: true, force: true });
  });
  if (used) copyUsedHome(inject("usedHome"), home.path);
  return home;
}

function testHome(path: string): TestHome {
  const cluster = async (): Promise<string> => {
    const elsewhere = await readFile(join(path, "postgresql.location"), "utf8").catch(() => undefined);
    return elsewhere?.trim() ?? join(path, "postgresql");
  };
  const pidFile = async (): Promise<string[]> => {
    const text = await readFile(join(await cluster(), "data/postmaster.pid"), "utf8").catch(() => "");
    return text.split("\n");
  };
  const connect = async (): Promise<pg.Client> => {
    const host = (await pidFile())[4] ?? "";
    const client = new pg.Client({ host, port: 5432, user: "muster", database: "muster", ssl: false });
    client.on("error", () => {});
    await client.connect();
    return client;
  };
  return {
    path,
    cluster,
    serverPid: async () => Number.parseInt((await pidFile())[0] ?? "", 10) || undefined,
    connect,
    ask: (statement) => connect().then((client) => ask(client, statement)),
  };
}

async function ask<Row extends object>(client: pg.Client, statement: string): Promise<Row[]> {
  try {
    return (await client.query<Row>(statement)).rows;
  } finally {
    await client.end();
  }
}

/** The processes of the test have ended by now; a server that they left is ended without ceremony. */
async function removeServer(home: TestHome): Promise<void> {
  const pid = await home.serverPid();
  if (pid) await endServer(pid);
  const cluster = await home.cluster();
  if (!cluster.startsWith(home.path)) await rm(cluster, { recursive: true, force: true });
}

async function endServer(pid: number): Promise<void> {
  if (!isPostgres(await commandOf(pid))) return;
  process.kill(pid, "SIGQUIT");
  await until(async () => !isPostgres(await commandOf(pid)), { seconds: 10 });
}

const isPostgres = (command: string): boolean => command.includes("/bin/postgres");

/** The command line of a process; empty when it has ended. */
export const commandOf = (pid: number): Promise<string> =>
  readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");

/** Whether the process is running; one that has ended and that nobody has waited for is not. */
export const isRunning = async (pid: number): Promise<boolean> => (await commandOf(pid)) !== "";
