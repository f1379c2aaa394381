import { defineActivity } from "../define.ts";
import { source, text } from "./attributes.ts";

export const mergePeople = defineActivity({
  id: 32,
  name: "merge-people",
  label: { en: "Merge People", fr: "Fusion de personnes" },
  filter: null,
  trigger: null,
  category: "person",
  primary: text("merged", "Merged People", "Personnes fusionnées"),
  attributes: [source],
  behaviour: false,
  external: false,
});
