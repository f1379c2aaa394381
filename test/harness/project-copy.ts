import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { linkInto } from "./copy.ts";
import { PROJECT } from "./muster-process.ts";
import { temporaryFolder } from "./temporary-folder.ts";

/** What a start needs of the project. */
const PARTS = ["bin", "src", "web", "package.json", "package-lock.json", ".npmrc"];

/**
 * A copy of the project in a folder of /tmp that every user can enter, so that other users can run it and tests can
 * take things away from it. Packages are linked file by file where the file system allows it, else copied: take one
 * out, but never write into one.
 */
export function projectCopy(): string {
  const folder = temporaryFolder("copy");
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  chmodSync(folder, 0o755);
  linkInto(folder, PARTS, PROJECT);
  const packages = join(folder, "node_modules");
  mkdirSync(packages);
  linkInto(packages, RUNTIME, join(PROJECT, "node_modules"));
  return folder;
}

/** All packages but the large ones that only checks, tests, and the pages before they are built need. */
const RUNTIME = packagesBut(
  /^(@?typescript|@?oxlint.*|@?oxfmt|@?rolldown|vite.*|@vitest|@babel|lightningcss.*|@types|fast-check|@tabler|@?react.*|@tanstack|@swc|@codemirror|playwright-core|\.(?!package-lock).*)$/,
);

function packagesBut(large: RegExp): string[] {
  const names = execFileSync("ls", ["-A", join(PROJECT, "node_modules")], { encoding: "utf8" });
  return names.split("\n").filter((name) => name !== "" && !large.test(name));
}
