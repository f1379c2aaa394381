import { defineActivity } from "../define.ts";
import {
  clientIp,
  device,
  platform,
  query,
  reference,
  referrer,
  text,
  userAgent,
  webPage,
} from "./attributes.ts";

export const fillOutForm = defineActivity({
  id: 2,
  name: "fill-out-form",
  label: { en: "Fill Out Form", fr: "Formulaire rempli" },
  filter: { en: "Filled Out Form", fr: "A rempli un formulaire" },
  trigger: { en: "Fills Out Form", fr: "Remplit un formulaire" },
  category: "web",
  primary: reference("form", "form", "Form", "Formulaire"),
  attributes: [
    webPage,
    query,
    clientIp,
    referrer,
    userAgent,
    platform,
    device,
    text("form-fields", "Form Fields", "Champs du formulaire"),
  ],
  behaviour: true,
  external: true,
});
