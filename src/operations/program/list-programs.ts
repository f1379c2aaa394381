import { z } from "zod";
import { defineOperation } from "../define.ts";
import { findWithin, withinInput } from "../folder/find-folder.ts";
import { pageOf } from "../number.ts";
import { programShape, readPrograms } from "./program-shape.ts";

export const listPrograms = defineOperation({
  id: "list-programs",
  noun: "program",
  verb: "list",
  method: "GET",
  path: "/api/programs",
  summary: "List the programs",
  effect: "read",
  input: z.strictObject({ ...pageOf(1000), folder: withinInput }),
  output: z.object({ programs: z.array(programShape), next: z.int().nullable() }),
  async run({ engine }, { after, limit, folder }) {
    const programs = await readPrograms(engine, {
      after,
      limit,
      folder: await findWithin(engine.db, folder),
    });
    return { programs, next: programs.length === limit ? (programs.at(-1)?.id ?? null) : null };
  },
});
