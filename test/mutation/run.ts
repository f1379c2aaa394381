import { spawn } from "node:child_process";
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { PROJECT } from "#test/harness/muster-process.ts";
import { mutations, type Mutation } from "./mutations.ts";

/*
 * Makes one wrong change of the engine after the other in a copy of the project, and demands of each that its tests
 * notice. Arguments: parts of what to change, to try only those.
 */

const WORLDS = process.env["MUSTER_WORLDS"] ?? "600";
/** What a copy of the project does without; the packages are linked. */
const LEFT_OUT = new Set(["node_modules", ".git", ".muster", "dist"]);

const wanted = process.argv.slice(2);
const copy = await mkdtemp(join(tmpdir(), "muster-mutation-"));
let missed = 0;
try {
  await cp(PROJECT, copy, { recursive: true, filter: (path) => !LEFT_OUT.has(basename(path)) });
  await symlink(join(PROJECT, "node_modules"), join(copy, "node_modules"));
  const chosen = mutations.filter(
    ({ what }) => wanted.length === 0 || wanted.some((part) => what.includes(part)),
  );
  const tests = [...new Set(chosen.flatMap((one) => one.tests))];
  if (!(await passes(tests))) throw new Error("The tests fail without any mutation.");
  for (const mutation of chosen) {
    const caught = !(await passesWith(mutation));
    if (!caught) missed += 1;
    console.log(`${caught ? "✔ caught" : "✘ NOT CAUGHT"}: ${mutation.what}`);
  }
} finally {
  await rm(copy, { recursive: true, force: true });
}
console.log(missed === 0 ? "Every mutation was caught." : `${missed} were not caught.`);
process.exitCode = missed === 0 ? 0 : 1;

async function passesWith({ file, find, replace, tests }: Mutation): Promise<boolean> {
  const text = await readFile(join(PROJECT, file), "utf8");
  if (text.split(find).length !== 2) throw new Error(`It does not stand exactly once in ${file}: ${find}`);
  await writeFile(
    join(copy, file),
    text.replace(find, () => replace),
  );
  try {
    return await passes(tests);
  } finally {
    await writeFile(join(copy, file), text);
  }
}

function passes(tests: readonly string[]): Promise<boolean> {
  const args = ["node_modules/vitest/vitest.mjs", "run", "--bail=1", ...tests];
  const child = spawn(process.execPath, args, {
    cwd: copy,
    stdio: "ignore",
    env: { ...process.env, MUSTER_WORLDS: WORLDS, MUSTER_SHRINK: "no", MUSTER_KILLS: "6" },
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => resolve(code === 0));
  });
}
