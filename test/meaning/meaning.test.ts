import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { World } from "#test/harness/world.ts";
import { openStage, play } from "./play.ts";
import { story } from "./story.ts";

/** How many random stories are played, and which: the long run plays many, of a seed of its own. */
const WORLDS = Number(process.env["MUSTER_WORLDS"] ?? 40);
const SEED = Number(process.env["MUSTER_SEED"] ?? 20_261_123);

let stage: World;
beforeAll(async () => (stage = await openStage()));
afterAll(() => stage.close());

test(
  `the engine means what the specification says, in ${WORLDS} random worlds (seed ${SEED})`,
  { timeout: 7_200_000 },
  async () => {
    const same = fc.asyncProperty(story, (one) => play(stage, one));
    const asked = { numRuns: WORLDS, seed: SEED, endOnFailure: process.env["MUSTER_SHRINK"] === "no" };
    await expect(fc.assert(same, asked)).resolves.toBeUndefined();
  },
);
