import { stat } from "node:fs/promises";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { builtPages } from "#server/web/built.ts";

/** What the first view may weigh, script compressed with gzip, in bytes. */
const MOST = 300_000;

/** The scripts that the page itself loads: its entry and what that imports. */
async function firstScripts(folder: string): Promise<Set<string>> {
  const found = new Set<string>();
  const follow = async (file: string, text: string): Promise<void> => {
    const statics = /(?:from|import)\s*"(\.\/[^"]+\.js)"/g;
    for (const [, name = ""] of text.matchAll(statics)) {
      const path = join(file, "..", name);
      if (found.has(path)) continue;
      found.add(path);
      await follow(path, await readFile(join(folder, path), "utf8"));
    }
  };
  const html = await readFile(join(folder, "index.html"), "utf8");
  for (const [, path = ""] of html.matchAll(/(?:src|href)="\/([^"]+\.js)"/g)) {
    if (found.has(path)) continue;
    found.add(path);
    await follow(path, await readFile(join(folder, path), "utf8"));
  }
  return found;
}

test("the first view, with the largest list, is less than 300 kB of script", async () => {
  const folder = await builtPages("/nonexistent");
  const scripts = await firstScripts(folder);
  expect(scripts.size).toBeGreaterThan(0);
  const sizes = await Promise.all(
    [...scripts].map(async (path) => (await stat(join(folder, `${path}.gz`))).size),
  );
  const weight = sizes.reduce((sum, size) => sum + size, 0);
  expect(weight).toBeLessThan(MOST);
});
