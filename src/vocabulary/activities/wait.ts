import { defineActivity } from "../define.ts";
import { newText } from "./attributes.ts";

/** That a person waits in a flow, and until when; ours, others do not log it. */
export const wait = defineActivity({
  id: 902,
  name: "wait",
  label: { en: "Wait", fr: "Attente" },
  filter: null,
  trigger: null,
  category: "campaign",
  primary: null,
  attributes: [{ ...newText, name: "until", label: { en: "Until", fr: "Jusqu’au" } }],
  behaviour: false,
  ofStep: true,
  external: false,
});
