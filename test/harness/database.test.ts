import pg from "pg";
import { afterAll, expect, test } from "vitest";
import { freshDatabase, type TestDatabase } from "./database.ts";

const databases: TestDatabase[] = [];

afterAll(async () => {
  await Promise.all(databases.map((one) => one.drop()));
});

async function ask(url: string, statement: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}

test("every fresh database is migrated and a test's own", async () => {
  const [one, other] = [await freshDatabase(), await freshDatabase()];
  databases.push(one, other);
  await ask(one.url, "create table mine (n int)");
  const found = "select to_regclass('mine') as mine, to_regclass('migration') as migrated";
  expect(await ask(one.url, found)).toEqual([{ mine: "mine", migrated: "migration" }]);
  expect(await ask(other.url, found)).toEqual([{ mine: null, migrated: "migration" }]);
});

test("a dropped database is gone, even with somebody connected", async () => {
  const database = await freshDatabase();
  const client = new pg.Client({ connectionString: database.url });
  client.on("error", () => {});
  await client.connect();
  await database.drop();
  await expect(ask(database.url, "select 1")).rejects.toMatchObject({ code: "3D000" });
});
