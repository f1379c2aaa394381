import { deletePerson as activity } from "../activities/delete-person.ts";
import { sql } from "#kernel/sql.ts";
import { defineAction } from "../define.ts";
import { leftOut, outcome } from "../outcome.ts";

/** Deletes people for good: their flows end, their rows go, a line with the name and the hash of the address stays. */
export const deletePerson = defineAction({
  name: "delete-person",
  label: { en: "Delete Person", fr: "Supprimer la personne" },
  category: "data",
  priority: "medium",
  modes: ["batch", "trigger", "executable"],
  way: "deletes",
  parameters: [],
  records: () => activity,
  asset: () => null,
  apply: (_, cohort) => ({
    parts: [],
    outcome: outcome(sql`c`, cohort.trial ? leftOut : {}, cohort.from),
  }),
  examples: [{ says: { en: "Delete the person", fr: "Supprimer la personne" }, args: {} }],
});
