import { defineActivity } from "../define.ts";
import { reference, source } from "./attributes.ts";

export const removeFromList = defineActivity({
  id: 25,
  name: "remove-from-list",
  label: { en: "Remove from List", fr: "Retrait de la liste" },
  filter: { en: "Was Removed from List", fr: "A été retiré de la liste" },
  trigger: { en: "Removed from List", fr: "Est retiré de la liste" },
  category: "list",
  primary: reference("list", "list", "List", "Liste"),
  attributes: [source],
  behaviour: false,
  ofStep: true,
  external: false,
});
