import { defineActivity } from "../define.ts";
import { flag, reference, source } from "./attributes.ts";

/** That a flow took a person through an executable campaign, or that they did not qualify for it; the number is ours. */
export const executeCampaign = defineActivity({
  id: 907,
  name: "execute-campaign",
  label: { en: "Execute Campaign", fr: "Exécution de campagne" },
  filter: { en: "Campaign was Executed", fr: "La campagne a été exécutée" },
  trigger: null,
  category: "campaign",
  primary: reference("campaign", "campaign", "Campaign", "Campagne"),
  attributes: [flag("qualified", "Qualified", "Qualifié"), source],
  behaviour: false,
  external: false,
});
