import { z } from "zod";
import { peopleImportSchema } from "#engine/imports/import-options.ts";
import { defineOperation } from "../define.ts";
import { importShape, type ImportShape } from "./import-shape.ts";
import { newListInput } from "./new-list.ts";
import { mappingInQuery } from "./query-mapping.ts";
import { receiveImport } from "./receive-import.ts";

/** Imports people from a CSV file of any size; the work is done in the background. */
export const importPeople = defineOperation({
  id: "import-people",
  noun: "import",
  verb: "people",
  method: "POST",
  path: "/api/imports/people",
  summary: "Import people from a CSV file",
  effect: "write",
  upload: true,
  goesOn: { show: "show-import", as: "import", while: ["waiting", "running"] },
  errors: ["import.empty", "import.column", "import.noKeyColumn", "import.encoding", "import.twoLists"],
  input: peopleImportSchema.extend({
    mapping: mappingInQuery,
    newList: newListInput,
    name: z.string().max(255).default("people"),
  }),
  output: importShape,
  async run(context, { name, newList, ...options }): Promise<ImportShape> {
    return receiveImport(context, "people", name, options, newList);
  },
});
