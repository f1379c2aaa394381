import { defineActivity } from "../define.ts";
import { address, category, details, email, subcategory } from "./attributes.ts";

export const emailBouncedSoft = defineActivity({
  id: 27,
  name: "email-bounced-soft",
  label: { en: "Email Bounced Soft", fr: "E-mail rejeté temporairement" },
  filter: { en: "Email Bounced Soft", fr: "E-mail rejeté temporairement" },
  trigger: { en: "Email Bounces Soft", fr: "Un e-mail est rejeté temporairement" },
  category: "email",
  primary: email,
  attributes: [category, subcategory, details, address],
  behaviour: true,
  external: true,
});
