import { defineActivity } from "../define.ts";
import { reference, source } from "./attributes.ts";

export const addToList = defineActivity({
  id: 24,
  name: "add-to-list",
  label: { en: "Add to List", fr: "Ajout à la liste" },
  filter: { en: "Was Added to List", fr: "A été ajouté à la liste" },
  trigger: { en: "Added to List", fr: "Est ajouté à la liste" },
  category: "list",
  primary: reference("list", "list", "List", "Liste"),
  attributes: [source],
  behaviour: false,
  ofStep: true,
  external: false,
});
