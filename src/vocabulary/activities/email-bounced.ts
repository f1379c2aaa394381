import { defineActivity } from "../define.ts";
import { address, category, details, email, subcategory } from "./attributes.ts";

export const emailBounced = defineActivity({
  id: 8,
  name: "email-bounced",
  label: { en: "Email Bounced", fr: "E-mail rejeté" },
  filter: { en: "Email Bounced", fr: "E-mail rejeté" },
  trigger: { en: "Email Bounces", fr: "Un e-mail est rejeté" },
  category: "email",
  primary: email,
  attributes: [category, subcategory, details, address],
  behaviour: true,
  external: true,
});
