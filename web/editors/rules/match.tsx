import type { ReactNode } from "react";
import type { Rules } from "#domain/rules.ts";
import { say, useWords } from "../../language.ts";
import { Select } from "../../ui/choice.tsx";
import { reasonAt, Wrong, type Misplaced } from "../wrong.tsx";
import { combine, LEAST_ADVANCED } from "./edit.ts";

const words = say({
  en: {
    match: "match",
    label: "How the filters are combined",
    all: "ALL",
    any: "ANY",
    advanced: "ADVANCED",
    logic: "Logic",
  },
  fr: {
    match: "combiner",
    label: "Comment les filtres se combinent",
    all: "TOUS",
    any: "AU MOINS UN",
    advanced: "AVANCÉ",
    logic: "Logique",
  },
});

/** How the filters are combined: all, any, or as an expression over their numbers. */
export function Match({
  rules,
  onChange,
  problems,
}: {
  rules: Rules;
  onChange: (rules: Rules, about?: string) => void;
  problems: readonly Misplaced[];
}): ReactNode {
  const says = useWords(words);
  const { match, logic = "", filters } = rules;
  const offered = (["all", "any", "advanced"] as const).filter(
    (one) => one !== "advanced" || match === "advanced" || filters.length >= LEAST_ADVANCED,
  );
  return (
    <div className="match">
      <span className="soft" aria-hidden>
        {says.match}
      </span>
      <Wrong reason={reasonAt(problems, "rules.match")}>
        <Select
          quiet
          label={says.label}
          value={match}
          options={offered.map((id) => ({ id, label: says[id] }))}
          onChange={(next) => next !== match && onChange(combine(rules, next))}
        />
      </Wrong>
      {match === "advanced" && (
        <Wrong grow below reason={reasonAt(problems, "rules.logic")}>
          <input
            className="input logic"
            aria-label={says.logic}
            aria-invalid={reasonAt(problems, "rules.logic") !== undefined}
            spellCheck={false}
            autoComplete="off"
            value={logic}
            onChange={({ target }) => onChange({ ...rules, logic: target.value }, "logic")}
          />
        </Wrong>
      )}
    </div>
  );
}
