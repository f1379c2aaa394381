import type { Rules } from "./rules.ts";

export type Mode = "empty" | "batch" | "trigger" | "executable";

/** The mode of a campaign: derived, never chosen (behaviour §2.2). */
export function modeOf(rules: Pick<Rules, "triggers" | "filters">, executable: boolean): Mode {
  if (executable) return "executable";
  if (rules.triggers.length > 0) return "trigger";
  return rules.filters.length > 0 ? "batch" : "empty";
}
