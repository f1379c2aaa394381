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
  demo: ["kernel", "domain", "store", "engine", "mail", "operations"],
  server: ["kernel", "store", "engine", "mail", "operations", "demo"],
  cli: ["kernel", "domain", "store", "engine", "operations"],
};

/** The web is a room beside `src`: it takes types alone, and everything else over HTTP. */
const WEB_MAY_TYPE: readonly string[] = ["domain", "operations"];

/** What it shares beside types: rules that have one home and weigh nothing, for they use nothing but types. */
const WEB_MAY_USE: readonly string[] = [
  "#kernel/french.ts",
  "#domain/address.ts",
  "#domain/audit-words.ts",
  "#domain/csv.ts",
  "#domain/negative.ts",
  "#domain/filter-logic.ts",
  "#domain/merging.ts",
  "#domain/missing.ts",
  "#domain/seen-words.ts",
  "#domain/mode.ts",
  "#domain/reason-words.ts",
];

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

test("the web takes nothing but types, of operations and domain, and a few rules that use nothing; only its build reads the operations themselves", async () => {
  const wrong: string[] = [];
  for await (const file of glob("web/**/*.{ts,tsx}", { cwd: PROJECT })) {
    const text = await readFile(join(PROJECT, file), "utf8");
    for (const [whole, from = ""] of text.matchAll(
      /(?:import|export)[^;]*?from "(#[^"]+|[^"]*\/src\/[^"]+)"/g,
    )) {
      if (WEB_MAY_USE.includes(from)) continue;
      const room = from.startsWith("#") ? (from.slice(1).split("/")[0] ?? "") : "src";
      if (!WEB_MAY_TYPE.includes(room)) wrong.push(`${file} uses ${from}`);
      else if (!/^(?:import|export) type /.test(whole)) wrong.push(`${file} uses more of ${from} than types`);
    }
    for (const [, from = ""] of text.matchAll(/import\("(#[^"]+)"\)/g))
      if (!file.startsWith("web/build/")) wrong.push(`${file} reads ${from}`);
  }
  expect(wrong).toEqual([]);
});

test.each(WEB_MAY_USE)("%s uses nothing but types, so that it weighs nothing in the web", async (shared) => {
  const text = await readFile(join(PROJECT, "src", shared.slice(1)), "utf8");
  const used = [...text.matchAll(/^import (?!type )[^;]*;/gm)].map(([whole]) => whole);
  expect(used).toEqual([]);
});

test("parts of the web that know no product stand below those that do", async () => {
  const below: Readonly<Record<string, readonly string[]>> = {
    ui: ["controls", "editors", "pages", "shell"],
    controls: ["editors", "pages", "shell"],
    editors: ["pages"],
  };
  const wrong: string[] = [];
  for (const [part, above] of Object.entries(below))
    for await (const file of glob(`web/${part}/**/*.{ts,tsx}`, { cwd: PROJECT }))
      for (const [, other = ""] of (await readFile(join(PROJECT, file), "utf8")).matchAll(
        /"(?:\.\.\/)+(\w+)\//g,
      ))
        if (above.includes(other)) wrong.push(`${file} uses ${other}`);
  expect(wrong).toEqual([]);
});

test("every room of the house is in the table", async () => {
  const rooms = new Set<string>();
  for await (const file of glob("src/*/**/*.ts", { cwd: PROJECT })) rooms.add(file.split("/")[1] ?? "");
  expect([...rooms].toSorted()).toEqual(Object.keys(MAY_USE).toSorted());
});

test("no two style sheets say how one class looks: which of the two holds would depend on the pages that were open", async () => {
  const homes = new Map<string, string>();
  const twice: string[] = [];
  for await (const file of glob("web/*/**/*.css", { cwd: PROJECT, exclude: ["web/dist/**"] })) {
    const text = (await readFile(join(PROJECT, file), "utf8")).replaceAll(/\/\*[^]*?\*\//g, "");
    const alone = [...text.matchAll(/([^{}]+)\{/g)]
      .flatMap(([, selectors = ""]) => selectors.split(","))
      .map((selector) => selector.trim())
      .filter((selector) => /^\.[\w-]+$/.test(selector));
    for (const name of new Set(alone)) {
      const other = homes.get(name);
      if (other) twice.push(`${name}: ${other} and ${file}`);
      homes.set(name, file);
    }
  }
  expect(twice).toEqual([]);
});
