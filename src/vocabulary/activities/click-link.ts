import { defineActivity } from "../define.ts";
import { clientIp, query, reference, referrer, userAgent, webPage } from "./attributes.ts";

export const clickLink = defineActivity({
  id: 3,
  name: "click-link",
  label: { en: "Click Link", fr: "Clic sur un lien" },
  filter: { en: "Clicked Link on Web Page", fr: "A cliqué sur un lien de page web" },
  trigger: { en: "Clicks Link on Web Page", fr: "Clique sur un lien de page web" },
  category: "web",
  primary: reference("link", "link", "Link", "Lien"),
  attributes: [webPage, query, clientIp, referrer, userAgent],
  behaviour: true,
  external: true,
  frequent: true,
});
