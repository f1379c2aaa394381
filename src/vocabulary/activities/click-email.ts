import { defineActivity } from "../define.ts";
import { browser, device, email, isBot, isMobile, link, linkId, platform, userAgent } from "./attributes.ts";

export const clickEmail = defineActivity({
  id: 11,
  name: "click-email",
  label: { en: "Click Email", fr: "Clic dans un e-mail" },
  filter: { en: "Clicked Link in Email", fr: "A cliqué sur un lien d’un e-mail" },
  trigger: { en: "Clicks Link in Email", fr: "Clique sur un lien d’un e-mail" },
  category: "email",
  primary: email,
  attributes: [{ ...link, ofPrimary: true }, linkId, device, platform, browser, userAgent, isMobile, isBot],
  behaviour: true,
  external: true,
});
