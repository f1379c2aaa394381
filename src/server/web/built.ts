import { spawn } from "node:child_process";
import { access, mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { nameOfBuild } from "./sources.ts";

const PROJECT = join(import.meta.dirname, "../../..");

/**
 * The folder of the built pages, which are built now if these sources never were: in the project, or, where that may
 * not be written, in the home. Throws with what the build said.
 *
 * @param tell hears that a build begins: it takes some seconds
 */
export async function builtPages(home: string, tell: (line: string) => void = () => {}): Promise<string> {
  const name = await nameOfBuild(PROJECT);
  const places = [join(PROJECT, "web/dist"), join(home, "web")];
  for (const place of places) if (await isThere(join(place, name))) return join(place, name);
  const place = await firstWritable(places);
  tell("Building the pages; this takes some seconds after an update …");
  await build(join(place, name));
  await removeOthers(place, name);
  return join(place, name);
}

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

async function firstWritable(places: readonly string[]): Promise<string> {
  for (const place of places) {
    const probe = join(place, `.${process.pid}`);
    const made = await mkdir(probe, { recursive: true }).then(
      () => true,
      () => false,
    );
    if (!made) continue;
    await rm(probe, { recursive: true });
    return place;
  }
  throw new Error(`The pages cannot be built, for none of these may be written: ${places.join(", ")}.`);
}

/** In a process of its own, so that what builds is not in the memory of what serves. */
function build(folder: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(PROJECT, "web/build/build.ts"), folder], {
      cwd: PROJECT,
      stdio: ["ignore", "ignore", "pipe"],
    });
    let said = "";
    child.stderr.on("data", (data: Buffer) => (said += data.toString()));
    child.once("error", reject);
    child.once("close", (code) =>
      code === 0 ? resolve() : reject(new Error(said.trim() || `The build ended with ${code}.`)),
    );
  });
}

/** Older builds that nobody is making. */
async function removeOthers(place: string, name: string): Promise<void> {
  const others = (await readdir(place)).filter((one) => !one.startsWith(name));
  await Promise.all(others.map((one) => rm(join(place, one), { recursive: true, force: true })));
}
