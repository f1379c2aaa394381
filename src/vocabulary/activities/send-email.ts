import { defineActivity } from "../define.ts";
import { email, testVariant } from "./attributes.ts";

export const sendEmail = defineActivity({
  id: 6,
  name: "send-email",
  label: { en: "Send Email", fr: "Envoi d’un e-mail" },
  filter: { en: "Was Sent Email", fr: "E-mail envoyé" },
  trigger: null,
  category: "email",
  primary: email,
  attributes: [testVariant],
  behaviour: true,
  ofStep: true,
  external: true,
});
