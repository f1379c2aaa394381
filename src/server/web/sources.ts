import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { operations } from "#operations/index.ts";

/**
 * What the built pages are known by: their own sources, what they share of the domain, the packages they are made of,
 * and where the operations are that they ask. The same give the same name, whatever the times of the files.
 */
export async function nameOfBuild(project: string): Promise<string> {
  const files = [
    "package-lock.json",
    ...(await filesOf(project, "web")),
    ...(await filesOf(project, "src/domain")),
  ].toSorted();
  const hash = createHash("sha256");
  for (const [index, text] of (
    await Promise.all(files.map((file) => readFile(join(project, file))))
  ).entries())
    hash.update(`${files[index]}\0${text.length}\0`).update(text);
  hash.update(JSON.stringify(operations.map(({ id, method, path, noun }) => [id, method, path, noun])));
  return hash.digest("hex").slice(0, 16);
}

async function filesOf(project: string, folder: string): Promise<string[]> {
  const entries = await readdir(join(project, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(project.length + 1))
    .filter((file) => !file.startsWith(`${folder}/dist/`));
}
