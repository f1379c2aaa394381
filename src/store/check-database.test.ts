import { expect, test } from "vitest";
import { freshDatabase } from "#test/harness/database.ts";
import { checkDatabase, refusal } from "./check-database.ts";

const good = {
  version: 180_004,
  release: "18.4",
  encoding: "UTF8",
  unicode: true,
  may_create: true,
  name: "muster",
};

test("a database of PostgreSQL 18 with UTF-8 is taken", async () => {
  expect(refusal(good)).toBeUndefined();
  const database = await freshDatabase();
  await expect(checkDatabase(database.url)).resolves.toBeUndefined();
  await database.drop();
});

test.each([
  [{ version: 170_006, release: "17.6" }, "PostgreSQL 17.6; Muster needs 18 or newer. Upgrade the server"],
  [{ encoding: "LATIN1" }, "stores text as LATIN1; Muster needs UTF8. Create another one"],
  [{ unicode: false }, "lacks PostgreSQL's built-in collation PG_UNICODE_FAST"],
  [{ may_create: false }, "Make it the owner"],
])("a database with %o is refused with the cure", (flaw, sentence) => {
  expect(refusal({ ...good, ...flaw })).toContain(sentence);
});

test("what is no connection string is told without repeating it, for it may hold a password", async () => {
  const reason = await checkDatabase("postgresql://me:secret@[broken/muster").catch(
    (error: Error) => error.message,
  );
  expect(reason).toContain("DATABASE_URL");
  expect(reason).not.toContain("secret");
});
