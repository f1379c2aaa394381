import { spawn } from "node:child_process";
import { mkdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { isRunning } from "./home.ts";
import { sweep, temporaryFolder } from "./temporary-folder.ts";

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

test("the folders and processes of a killed run go, those of a living one stay", async () => {
  const gone = await pidThatHasEnded();
  const abandoned = join(tmpdir(), `muster-test-${gone}-home-x`);
  await mkdir(abandoned);
  const left = spawn("sleep", ["60"], { env: { PATH: process.env["PATH"], MUSTER_HOME: abandoned } });
  const own = temporaryFolder("own");
  onTestFinished(() => rm(own, { recursive: true }));
  await sweep();
  expect([await exists(abandoned), await exists(own)]).toEqual([false, true]);
  expect(await isRunning(left.pid as number)).toBe(false);
});

async function pidThatHasEnded(): Promise<number> {
  const child = spawn("true");
  await new Promise((resolve) => child.once("exit", resolve));
  return child.pid as number;
}
