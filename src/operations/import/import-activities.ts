import { z } from "zod";
import { activitiesImportSchema } from "#engine/imports/import-options.ts";
import { defineOperation } from "../define.ts";
import { importShape, type ImportShape } from "./import-shape.ts";
import { mappingInQuery } from "./query-mapping.ts";
import { receiveImport } from "./receive-import.ts";

/** Imports activities from a CSV file of any size; the work is done in the background. */
export const importActivities = defineOperation({
  id: "import-activities",
  noun: "import",
  verb: "activities",
  method: "POST",
  path: "/api/imports/activities",
  summary: "Import activities from a CSV file",
  effect: "write",
  upload: true,
  goesOn: { show: "show-import", as: "import", while: ["waiting", "running"] },
  errors: ["import.empty", "import.column", "import.noKeyColumn", "import.encoding"],
  input: activitiesImportSchema.extend({
    mapping: mappingInQuery,
    name: z.string().max(255).default("activities"),
  }),
  output: importShape,
  async run(context, { name, ...options }): Promise<ImportShape> {
    return receiveImport(context, "activities", name, options);
  },
});
