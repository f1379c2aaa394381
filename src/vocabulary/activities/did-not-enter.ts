import { defineActivity } from "../define.ts";
import { reference, source } from "./attributes.ts";

export const didNotEnter = defineActivity({
  id: 901,
  name: "did-not-enter",
  label: { en: "Did Not Enter", fr: "N’est pas entré" },
  filter: null,
  trigger: null,
  category: "campaign",
  primary: reference("campaign", "campaign", "Campaign", "Campagne"),
  attributes: [source],
  behaviour: false,
  external: false,
});
