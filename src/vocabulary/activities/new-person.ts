import { defineActivity } from "../define.ts";
import { source, text } from "./attributes.ts";

export const newPerson = defineActivity({
  id: 12,
  name: "new-person",
  label: { en: "New Person", fr: "Nouvelle personne" },
  filter: { en: "Person was Created", fr: "La personne a été créée" },
  trigger: { en: "Person is Created", fr: "La personne est créée" },
  category: "person",
  primary: text("source-type", "Source Type", "Type de source"),
  attributes: [
    text("form-name", "Form Name", "Nom du formulaire"),
    text("list-name", "List Name", "Nom de la liste"),
    text("person-source", "Person Source", "Source de la personne"),
    source,
  ],
  behaviour: false,
  external: false,
});
