import { defineActivity } from "../define.ts";
import { flag, reference, source } from "./attributes.ts";

/** That success was set or taken away by itself; whoever gets a status of success leaves no such line. */
export const changeProgramSuccess = defineActivity({
  id: 908,
  name: "change-program-success",
  label: { en: "Change Program Success", fr: "Modification de succès du programme" },
  filter: { en: "Program Success was Changed", fr: "Succès du programme modifié" },
  trigger: { en: "Program Success is Changed", fr: "Un succès du programme change" },
  category: "program",
  primary: reference("program", "program", "Program", "Programme"),
  attributes: [
    flag("success", "Success", "Succès"),
    {
      name: "success-date",
      label: { en: "Success Date", fr: "Date du succès" },
      type: "date",
      column: "new_value",
    },
    {
      name: "previous-success-date",
      label: { en: "Previous Success Date", fr: "Date précédente du succès" },
      type: "date",
      column: "old_value",
    },
    source,
  ],
  behaviour: false,
  ofStep: true,
  external: false,
});
