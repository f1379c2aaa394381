import { defineActivity } from "../define.ts";
import { newText, oldText } from "./attributes.ts";

/** That somebody inside a flow was moved to another version of it; ours. */
export const flowVersionChanged = defineActivity({
  id: 905,
  name: "flow-version-changed",
  label: { en: "Flow Version Changed", fr: "Version du flux changée" },
  filter: null,
  trigger: null,
  category: "campaign",
  primary: null,
  attributes: [newText, oldText],
  behaviour: false,
  external: false,
});
