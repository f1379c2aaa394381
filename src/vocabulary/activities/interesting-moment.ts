import { defineActivity } from "../define.ts";
import { source, text } from "./attributes.ts";

export const interestingMoment = defineActivity({
  id: 46,
  name: "interesting-moment",
  label: { en: "Interesting Moment", fr: "Moment intéressant" },
  filter: { en: "Had Interesting Moment", fr: "A eu un moment intéressant" },
  trigger: { en: "Has Interesting Moment", fr: "A un moment intéressant" },
  category: "sales",
  primary: text("type", "Type", "Type"),
  attributes: [text("description", "Description", "Description"), source],
  behaviour: true,
  external: true,
});
