import { defineActivity } from "../define.ts";
import { email, testVariant } from "./attributes.ts";

export const emailDelivered = defineActivity({
  id: 7,
  name: "email-delivered",
  label: { en: "Email Delivered", fr: "E-mail remis" },
  filter: { en: "Was Delivered Email", fr: "E-mail remis" },
  trigger: { en: "Email is Delivered", fr: "Un e-mail est remis" },
  category: "email",
  primary: email,
  attributes: [testVariant],
  behaviour: true,
  external: true,
});
