import { useReferences } from "./references.ts";
import { negative, subjectOf, titleOf, useRuleWords } from "../rules/vocabulary.ts";
import type { Choice } from "./document.ts";

/** The condition of a choice, in a line. */
export function useRuleLine(): (rule: Choice["if"]) => string {
  const words = useRuleWords();
  const references = useReferences();
  return (rule) => {
    if (!words) return "";
    const { language } = words;
    const title = rule.not ? negative(titleOf(rule, words), language) : titleOf(rule, words);
    const kind = subjectOf(rule, words)?.refers ?? "";
    const name = (value: Choice["if"]["values"][number]): string =>
      references.refers(kind) ? references.name(kind, value) : String(value);
    const operator = words.operator(rule.operator ?? "")?.label[language] ?? rule.operator ?? "";
    return [title, operator, rule.values.map(name).join(", ")].filter(Boolean).join(" ");
  };
}
