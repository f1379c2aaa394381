import { defineActivity } from "../define.ts";
import { reference, source } from "./attributes.ts";

/** That a step took a person out of a campaign's flow; ours, others do not log it. */
export const removeFromFlow = defineActivity({
  id: 906,
  name: "remove-from-flow",
  label: { en: "Remove from Flow", fr: "Suppression du flux" },
  filter: { en: "Was Removed from Flow", fr: "A été supprimé du flux" },
  trigger: null,
  category: "campaign",
  primary: reference("campaign", "campaign", "Campaign", "Campagne"),
  attributes: [source],
  behaviour: false,
  ofStep: true,
  external: false,
});
