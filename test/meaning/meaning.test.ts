import fc from "fast-check";
import { afterAll, beforeAll, test } from "vitest";
import type { World } from "#test/harness/world.ts";
import { openStage, play } from "./play.ts";
import { story } from "./story.ts";

/** How many random stories are played, and which: the long run plays many, of a seed of its own. */
const WORLDS = Number(process.env["MUSTER_WORLDS"] ?? 200);
const SEED = Number(process.env["MUSTER_SEED"] ?? 20_261_123);

let stage: World;
beforeAll(async () => (stage = await openStage()));
afterAll(() => stage.close());

test(`the engine means what the specification says, in ${WORLDS} random worlds (seed ${SEED})`, { timeout: 7_200_000 }, async () => {
  await fc.assert(fc.asyncProperty(story, (one) => play(stage, one)), { numRuns: WORLDS, seed: SEED, endOnFailure: process.env["MUSTER_SHRINK"] === "no" });
});
