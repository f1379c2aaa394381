import { z } from "zod";
import { Fault, problem } from "#kernel/fault.ts";
import { numberSchema } from "../number.ts";
import { defineOperation } from "../define.ts";
import { importShape, readImports, type ImportShape } from "./import-shape.ts";

export const showImport = defineOperation({
  id: "show-import",
  noun: "import",
  verb: "show",
  method: "GET",
  path: "/api/imports/:import",
  summary: "Show how far an import is, and what became of its rows",
  effect: "read",
  errors: ["not.found"],
  input: z.strictObject({ import: numberSchema }),
  output: importShape,
  async run(context, input): Promise<ImportShape> {
    const [found] = await readImports(context, { id: input.import, limit: 1 });
    if (!found)
      throw new Fault(problem("import", "not.found", { kind: "import", name: String(input.import) }));
    return found;
  },
});
