import { defineActivity } from "../define.ts";
import { newText, oldText, reference, source, text } from "./attributes.ts";

export const changeProgramMemberData = defineActivity({
  id: 123,
  name: "change-program-member-data",
  label: { en: "Change Program Member Data", fr: "Modification des données du membre du programme" },
  filter: { en: "Program Member Data was Changed", fr: "Données du membre du programme modifiées" },
  trigger: { en: "Program Member Data is Changed", fr: "Des données du membre du programme changent" },
  category: "program",
  primary: reference("program", "program", "Program", "Programme"),
  attributes: [text("attribute", "Attribute", "Attribut"), newText, oldText, source],
  behaviour: false,
  ofStep: true,
  external: false,
});
