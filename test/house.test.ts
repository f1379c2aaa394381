import { glob, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { PROJECT } from "#test/harness/muster-process.ts";

/** Which room may use which others (CONTRIBUTING.md). */
const MAY_USE: Readonly<Record<string, readonly string[]>> = {
  kernel: [],
  domain: ["kernel"],
  vocabulary: ["kernel", "domain"],
  store: ["kernel"],
  engine: ["kernel", "domain", "vocabulary", "store"],
  mail: ["kernel", "domain"],
  operations: ["kernel", "domain", "vocabulary", "store", "engine", "mail"],
  server: ["kernel", "store", "engine", "mail", "operations"],
  cli: ["kernel", "store", "engine", "operations"],
};

const IMPORT = /(?:from|import) "(#[a-z]+\/[^"]+|\.[^"]+)"/g;

test("no room uses one it may not, and inside a room files are near", async () => {
  const wrong: string[] = [];
  for await (const file of glob("src/**/*.ts", { cwd: PROJECT })) {
    const [, room = ""] = file.split("/");
    const isTest = file.endsWith(".test.ts");
    for (const [, from = ""] of (await readFile(join(PROJECT, file), "utf8")).matchAll(IMPORT)) {
      const other = from.startsWith("#") ? from.slice(1).split("/")[0] : undefined;
      if (other === room) wrong.push(`${file} reaches its own room as ${from}`);
      else if (other && !MAY_USE[room]?.includes(other) && !(isTest && other === "test"))
        wrong.push(`${file} uses ${other}`);
      else if (!other && !join("/", file, "..", from).startsWith(`/src/${room}/`))
        wrong.push(`${file} leaves its room by ${from}`);
    }
  }
  expect(wrong).toEqual([]);
});

test("every room of the house is in the table", async () => {
  const rooms = new Set<string>();
  for await (const file of glob("src/*/**/*.ts", { cwd: PROJECT })) rooms.add(file.split("/")[1] ?? "");
  expect([...rooms].toSorted()).toEqual(Object.keys(MAY_USE).toSorted());
});
