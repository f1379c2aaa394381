import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { onTestFinished } from "vitest";
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
  copy(PARTS, folder);
  const packages = join(folder, "node_modules");
  mkdirSync(packages);
  copy(RUNTIME, packages, "node_modules");
  return folder;
}

/** All packages but the large ones that only checks and tests need. */
const RUNTIME = packagesBut(
  /^(@?typescript|@?oxlint.*|@?oxfmt|@?rolldown|vite.*|@vitest|@babel|lightningcss.*|@types|fast-check)$/,
);

function packagesBut(large: RegExp): string[] {
  const names = execFileSync("ls", ["-A", join(PROJECT, "node_modules")], { encoding: "utf8" });
  return names.split("\n").filter((name) => name !== "" && name !== ".bin" && !large.test(name));
}

function copy(names: readonly string[], to: string, from = "."): void {
  const args = ["-a", ...names, to];
  const cwd = join(PROJECT, from);
  try {
    execFileSync("cp", ["--link", ...args], { cwd, stdio: "ignore" });
  } catch {
    execFileSync("cp", [...args], { cwd });
  }
}
