import { readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { temporaryFolder } from "#test/harness/temporary-folder.ts";
import { removeOldest } from "./log-files.ts";

test("the newest fourteen log files stay, and what is not a log file is not touched", async () => {
  const folder = temporaryFolder("log");
  onTestFinished(() => rm(folder, { recursive: true }));
  const logs = Array.from({ length: 20 }, (_, day) => `postgresql-2026-05-${String(day + 10)}-000000.log`);
  for (const name of [...logs.toReversed(), "notes.txt"]) await writeFile(join(folder, name), "");
  await removeOldest(folder);
  expect((await readdir(folder)).toSorted()).toEqual(["notes.txt", ...logs.slice(6)]);
});
