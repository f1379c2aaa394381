import { defineActivity } from "../define.ts";
import { browser, device, email, isBot, isMobile, link, linkId, platform, userAgent } from "./attributes.ts";

export const openEmail = defineActivity({
  id: 10,
  name: "open-email",
  label: { en: "Open Email", fr: "Ouverture d’un e-mail" },
  filter: { en: "Opened Email", fr: "A ouvert un e-mail" },
  trigger: { en: "Opens Email", fr: "Ouvre un e-mail" },
  category: "email",
  primary: email,
  attributes: [link, linkId, device, platform, browser, userAgent, isMobile, isBot],
  behaviour: true,
  external: true,
});
