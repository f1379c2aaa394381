import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { PROJECT } from "#test/harness/muster-process.ts";
import { mutations } from "./mutations.ts";

test.each(mutations)("the mutation “$what” can still be made", async ({ file, find }) => {
  const text = await readFile(join(PROJECT, file), "utf8");
  expect(text.split(find)).toHaveLength(2);
});
