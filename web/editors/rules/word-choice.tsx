import type { ReactNode } from "react";
import { ComboBox } from "../../ui/choice.tsx";
import { categories, useRuleWords, wordsFor, type Rule, type RulePlace } from "./vocabulary.ts";
import { useWords } from "../../language.ts";

/** Chooses what a new rule is about, where there is no palette: the condition of a choice. */
export function WordChoice({
  label,
  place,
  onPick,
  placeholder,
  autoFocus = false,
}: {
  label: string;
  place: RulePlace;
  onPick: (rule: Rule) => void;
  placeholder?: string;
  autoFocus?: boolean;
}): ReactNode {
  const all = useRuleWords();
  const called = useWords(categories);
  const words = all ? wordsFor(place, all) : [];
  return (
    <ComboBox
      quiet
      label={label}
      value=""
      waits={!all}
      options={words.map((one) => ({
        id: one.id,
        label: one.label[all?.language ?? "en"],
        note: called[one.category],
      }))}
      onChange={(id) => {
        const word = words.find((one) => one.id === id);
        if (word) onPick(word.rule());
      }}
      autoFocus={autoFocus}
      {...(placeholder ? { placeholder } : {})}
    />
  );
}
