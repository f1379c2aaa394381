import { mkdir, rename, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { temporaryFolder } from "#test/harness/temporary-folder.ts";
import { claim, type Claim } from "./claim.ts";

async function runFolder(): Promise<string> {
  const run = temporaryFolder("run");
  onTestFinished(() => rm(run, { recursive: true, force: true }));
  return run;
}

/** Leaves the socket of a claim whose holder was killed. */
async function leaveDeadSocket(run: string): Promise<void> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(join(run, "first"), resolve));
  await rename(join(run, "first"), join(run, "muster"));
  await new Promise((resolve) => server.close(resolve));
}

async function winners(run: string, count: number): Promise<Claim[]> {
  const tries = await Promise.allSettled(Array.from({ length: count }, () => claim(run, "/home")));
  return tries.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
}

test("whoever comes second is refused until the first lets go", async () => {
  const run = await runFolder();
  const first = await claim(run, "/home");
  await expect(claim(run, "/home")).rejects.toThrow("Muster runs already on /home.");
  await first.release();
  const second = await claim(run, "/home");
  await second.release();
});

test("of many at once exactly one gets a claim, be it new or that of somebody killed", async () => {
  for (let round = 0; round < 20; round++) {
    const run = await runFolder();
    if (round % 2 === 1) await leaveDeadSocket(run);
    const won = await winners(run, 12);
    expect(won).toHaveLength(1);
    await won[0]?.release();
  }
});

test("somebody killed while taking over does not stand in the way", async () => {
  const run = await runFolder();
  await leaveDeadSocket(run);
  await mkdir(join(run, "muster.taken-over"));
  expect(await winners(run, 1)).toHaveLength(1);
});
