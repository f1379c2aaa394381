import { defineActivity } from "../define.ts";
import { email, text } from "./attributes.ts";

export const sendAlert = defineActivity({
  id: 38,
  name: "send-alert",
  label: { en: "Send Alert", fr: "Envoi d’une alerte" },
  filter: { en: "Was Sent Alert", fr: "Alerte envoyée" },
  trigger: null,
  category: "sales",
  primary: email,
  attributes: [text("recipients", "Recipients", "Destinataires")],
  behaviour: false,
  ofStep: true,
  external: false,
});
