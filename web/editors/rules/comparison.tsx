import type { ReactNode } from "react";
import { say, useWords } from "../../language.ts";
import { Select } from "../../ui/choice.tsx";
import { lacksAt, problemsIn, reasonAt, Wrong, wrongOf, type Misplaced } from "../wrong.tsx";
import { Values } from "./values.tsx";
import type { OperatorWord, RuleValue, Subject, Words } from "./vocabulary.ts";

const words = say({
  en: { operator: "operator", values: "values" },
  fr: { operator: "opérateur", values: "valeurs" },
});

export interface Compared {
  readonly operator?: string | undefined;
  readonly values: readonly RuleValue[];
}

/** The operator and the values of a rule or of one of its constraints. */
export function Comparison({
  label,
  subject,
  compared,
  onChange,
  problems,
  warnings,
  words: all,
}: {
  label: string;
  subject: Subject;
  compared: Compared;
  onChange: (next: { operator: string; values: RuleValue[] }) => void;
  problems: readonly Misplaced[];
  warnings: readonly Misplaced[];
  words: Words;
}): ReactNode {
  const says = useWords(words);
  const name = compared.operator ?? (subject.kind === "boolean" ? "is" : "");
  const operator = all.operator(name);
  const wrong = reasonAt(problems, "values");
  const doubtful = reasonAt(warnings, "values");
  const fixed = subject.kind === "boolean" || subject.kind === "percentage";
  return (
    <>
      {!fixed && (
        <Wrong reason={reasonAt(problems, "operator")} lacks={lacksAt(problems, "operator")}>
          <Select
            quiet
            label={`${label}: ${says.operator}`}
            value={name}
            options={subject.operators.map((id) => ({
              id,
              label: all.operator(id)?.label[all.language] ?? id,
            }))}
            onChange={(next) =>
              onChange({ operator: next, values: carry(compared.values, operator, all.operator(next)) })
            }
          />
        </Wrong>
      )}
      {operator && operator.takes !== "none" && (
        <Wrong
          reason={wrong ?? doubtful}
          perhaps={wrong === undefined}
          below={wrong === undefined || problems.some(isUnknown)}
          lacks={lacksAt(problems, "values")}
          grow={operator.takes === "many" && !fixed}
        >
          <Values
            label={`${label}: ${says.values}`}
            subject={subject}
            operator={operator}
            all={all}
            values={compared.values}
            faults={problemsIn(wrongOf([...problems, ...warnings]), "values")}
            onChange={(values) => onChange({ operator: name, values })}
          />
        </Wrong>
      )}
    </>
  );
}

/** What is named is not there: that is read with the names, not found by hovering. */
const isUnknown = ({ code }: Misplaced): boolean => code === "value.unknownAsset";

/** The values that another operator can take over. */
function carry(
  values: readonly RuleValue[],
  from: OperatorWord | undefined,
  to: OperatorWord | undefined,
): RuleValue[] {
  if (!to || to.takes === "none" || from?.form !== to.form) return [];
  return to.takes === "many" ? [...values] : values.slice(0, to.takes === "two" ? 2 : 1);
}
