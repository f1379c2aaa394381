import { defineActivity } from "../define.ts";
import { source, text } from "./attributes.ts";

export const deletePerson = defineActivity({
  id: 37,
  name: "delete-person",
  label: { en: "Delete Person", fr: "Suppression de la personne" },
  filter: null,
  trigger: null,
  category: "person",
  primary: text("name", "Name", "Nom"),
  attributes: [text("email-hash", "Email Hash", "Empreinte de l’e-mail"), source],
  behaviour: false,
  external: false,
});
