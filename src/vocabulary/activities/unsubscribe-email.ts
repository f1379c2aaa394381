import { defineActivity } from "../define.ts";
import { clientIp, email, referrer, text, webPage } from "./attributes.ts";

export const unsubscribeEmail = defineActivity({
  id: 9,
  name: "unsubscribe-email",
  label: { en: "Unsubscribe Email", fr: "Désabonnement" },
  filter: { en: "Unsubscribed from Email", fr: "S’est désabonné d’un e-mail" },
  trigger: { en: "Unsubscribes from Email", fr: "Se désabonne d’un e-mail" },
  category: "email",
  primary: email,
  attributes: [clientIp, text("form", "Form", "Formulaire"), webPage, referrer],
  behaviour: true,
  external: true,
});
