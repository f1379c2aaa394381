import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** What the built pages depend on: their own sources, the operations they ask, what they share of the domain, and the packages they are made of. */
const SOURCES = ["web", "src/operations", "src/domain", "package-lock.json"];

/** What the built pages are known by: the same sources give the same name, whatever their times. */
export async function nameOfBuild(project: string): Promise<string> {
  const files = (await Promise.all(SOURCES.map((source) => filesOf(project, source)))).flat().toSorted();
  const hash = createHash("sha256");
  for (const [index, text] of (
    await Promise.all(files.map((file) => readFile(join(project, file))))
  ).entries())
    hash.update(`${files[index]}\0${text.length}\0`).update(text);
  return hash.digest("hex").slice(0, 16);
}

async function filesOf(project: string, source: string): Promise<string[]> {
  if (source.includes(".")) return [source];
  const entries = await readdir(join(project, source), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(project.length + 1))
    .filter((file) => !file.startsWith("web/dist/"));
}
