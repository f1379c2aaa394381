import { defineActivity } from "../define.ts";
import { reference, source } from "./attributes.ts";

export const changeScore = defineActivity({
  id: 22,
  name: "change-score",
  label: { en: "Change Score", fr: "Modification de score" },
  filter: { en: "Score was Changed", fr: "Score modifié" },
  trigger: { en: "Score is Changed", fr: "Un score change" },
  category: "person",
  primary: reference("score", "score field", "Score", "Score"),
  attributes: [
    {
      name: "new-score",
      label: { en: "New Score", fr: "Nouveau score" },
      type: "integer",
      column: "new_value",
    },
    {
      name: "previous-score",
      label: { en: "Previous Score", fr: "Score précédent" },
      type: "integer",
      column: "old_value",
    },
    source,
  ],
  behaviour: false,
  ofStep: true,
  external: false,
  frequent: true,
});
