import { randomBytes } from "node:crypto";
import { chmod, rm } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { builtPages } from "#server/web/built.ts";
import { startEmbedded } from "#store/embedded.ts";
import { migrate } from "#store/migrate.ts";
import { databaseUrl } from "./database-url.ts";
import { sweep, temporaryFolder } from "./temporary-folder.ts";
import { copyUsedHome, makeUsedHome } from "./used-home.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Connection string of the server's maintenance database. */
    testServer: string;
    /** What the names of all databases of this run begin with; alone, it is the template. */
    testPrefix: string;
    /** A home in which Muster has been before, to copy. */
    usedHome: string;
  }
}

/** A server that tests may use, and how to put it away. */
interface TestServer {
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * Before all tests: one server for the whole run and one migrated database in it, which every test file clones.
 * The server is an embedded one in a folder of /tmp, or that of MUSTER_TEST_DATABASE_URL, whose user must be allowed
 * to create databases. And one home in which Muster has been, for the tests that start it. Afterwards nothing is left
 * of all that; what a run that was killed has left goes first.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await sweep();
  const folder = temporaryFolder("run");
  await chmod(folder, 0o711); // as root, the server's user has to pass
  const usedHome = join(folder, "used");
  const prefix = `muster_test_${randomBytes(4).toString("hex")}`;
  let server: TestServer | undefined;
  const teardown = async (): Promise<void> => {
    if (server) await dropAll(server.url, prefix);
    await server?.stop();
    await rm(folder, { recursive: true });
  };
  const pages = builtPages("/nonexistent").then(
    () => undefined,
    (error: Error) => error,
  ); // once, for all tests that open or copy them
  try {
    await makeUsedHome(usedHome);
    server = await testServer(usedHome, join(folder, "cluster"));
    await makeTemplate(server.url, prefix);
    const broken = await pages;
    if (broken) throw broken;
  } catch (error) {
    await teardown();
    throw error;
  }
  project.provide("testServer", server.url);
  project.provide("testPrefix", prefix);
  project.provide("usedHome", usedHome);
  return teardown;
}

async function testServer(usedHome: string, home: string): Promise<TestServer> {
  const given = process.env["MUSTER_TEST_DATABASE_URL"];
  if (given) return { url: given, stop: async () => {} };
  copyUsedHome(usedHome, home);
  return startEmbedded(home, { settings: FAST });
}

/** Nothing here has to survive a crash, and the machine is shared with the tests. */
const FAST = {
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  shared_buffers: "128MB",
  work_mem: "16MB",
  max_wal_size: "1GB",
  max_connections: "100",
  file_copy_method: "clone",
};

const LOCALE = "encoding 'UTF8' locale_provider builtin builtin_locale 'PG_UNICODE_FAST' locale 'C'";

async function makeTemplate(server: string, name: string): Promise<void> {
  await ask(server, `create database ${name} template template0 ${LOCALE}`);
  await migrate(databaseUrl(server, name));
}

async function dropAll(server: string, prefix: string): Promise<void> {
  const found = await ask<{ name: string }>(
    server,
    `select datname as name from pg_database where starts_with(datname, '${prefix}')`,
  );
  for (const { name } of found) await ask(server, `drop database ${name} with (force)`);
}

async function ask<Row extends object>(server: string, statement: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    return (await client.query<Row>(statement)).rows;
  } finally {
    await client.end();
  }
}
