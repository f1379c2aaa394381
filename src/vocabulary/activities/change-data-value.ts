import { defineActivity } from "../define.ts";
import { newText, oldText, reference, source } from "./attributes.ts";

export const changeDataValue = defineActivity({
  id: 13,
  name: "change-data-value",
  label: { en: "Change Data Value", fr: "Modification de valeur" },
  filter: { en: "Data Value Changed", fr: "Valeur modifiée" },
  trigger: { en: "Data Value Changes", fr: "Une valeur change" },
  category: "person",
  primary: reference("attribute", "field", "Attribute", "Attribut", true),
  attributes: [{ ...newText, ofPrimary: true }, { ...oldText, ofPrimary: true }, source],
  behaviour: false,
  ofStep: true,
  external: false,
  frequent: true,
});
