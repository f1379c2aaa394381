import { defineActivity } from "../define.ts";
import {
  browser,
  clientIp,
  device,
  platform,
  query,
  reference,
  referrer,
  text,
  userAgent,
} from "./attributes.ts";

export const visitWebpage = defineActivity({
  id: 1,
  name: "visit-webpage",
  label: { en: "Visit Webpage", fr: "Visite de page web" },
  filter: { en: "Visited Web Page", fr: "A visité une page web" },
  trigger: { en: "Visits Web Page", fr: "Visite une page web" },
  category: "web",
  primary: reference("web-page", "page", "Web Page", "Page web"),
  attributes: [
    query,
    clientIp,
    referrer,
    userAgent,
    text("search-engine", "Search Engine", "Moteur de recherche"),
    text("search-query", "Search Query", "Recherche"),
    text("token", "Token", "Jeton"),
    browser,
    platform,
    device,
  ],
  behaviour: true,
  external: true,
  frequent: true,
});
