import { defineActivity } from "../define.ts";
import { reference, source } from "./attributes.ts";

export const requestCampaign = defineActivity({
  id: 47,
  name: "request-campaign",
  label: { en: "Request Campaign", fr: "Demande de campagne" },
  filter: { en: "Campaign was Requested", fr: "La campagne a été demandée" },
  trigger: { en: "Campaign is Requested", fr: "La campagne est demandée" },
  category: "campaign",
  primary: reference("campaign", "campaign", "Campaign", "Campagne"),
  attributes: [source],
  behaviour: false,
  ofItself: true,
  ofStep: true,
  external: false,
});
