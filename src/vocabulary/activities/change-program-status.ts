import { defineActivity } from "../define.ts";
import { flag, reference, source } from "./attributes.ts";

export const changeProgramStatus = defineActivity({
  id: 104,
  name: "change-program-status",
  label: { en: "Change Program Status", fr: "Modification de statut du programme" },
  filter: { en: "Program Status was Changed", fr: "Statut du programme modifié" },
  trigger: { en: "Program Status is Changed", fr: "Un statut du programme change" },
  category: "program",
  primary: reference("program", "program", "Program", "Programme"),
  attributes: [
    {
      name: "new-status",
      label: { en: "New Status", fr: "Nouveau statut" },
      type: "string",
      kind: "program status",
      column: "new_value",
    },
    {
      name: "previous-status",
      label: { en: "Previous Status", fr: "Statut précédent" },
      type: "string",
      kind: "program status",
      column: "old_value",
    },
    flag("success", "Success", "Succès"),
    flag("acquired-by", "Acquired By", "Acquis par"),
    { name: "reason", label: { en: "Reason", fr: "Motif" }, type: "string", column: "reason" },
    source,
  ],
  behaviour: false,
  ofStep: true,
  external: false,
});
