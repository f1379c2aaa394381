import { z } from "zod";
import { loadCatalog } from "#engine/catalog.ts";
import { defineOperation } from "../define.ts";
import { readState } from "./state.ts";
import { writeText } from "./write-text.ts";

/** Everything that is defined, as the text that defines it. */
export const exportDefinitions = defineOperation({
  id: "export-definitions",
  noun: "definitions",
  verb: "export",
  method: "GET",
  path: "/api/definitions",
  summary: "Write all definitions as YAML: the same text for the same state",
  effect: "read",
  input: z.strictObject({}),
  output: z.object({ text: z.string() }),
  run: ({ engine }) =>
    engine.db.transaction(
      "read",
      async (tx) => ({
        text: writeText((await readState(tx, await loadCatalog(tx))).filter((one) => !one.shipped)),
      }),
      "set transaction isolation level repeatable read",
    ),
});
