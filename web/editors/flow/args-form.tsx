import { useState, type ReactNode } from "react";
import { say, useLanguage, useWords } from "../../language.ts";
import { Select } from "../../ui/choice.tsx";
import { reasonAt, type Misplaced } from "../wrong.tsx";
import type { Args } from "./document.ts";
import type { Action, Parameter } from "./kinds.tsx";
import { ParameterInput } from "./parameter-input.tsx";

const words = say({
  en: { kind: "Kind", none: "It needs nothing more." },
  fr: { kind: "Type", none: "Rien d’autre n’est demandé." },
});

/** Asks for all that an action needs. Of parameters that exclude each other one is chosen first. */
export function ArgsForm({
  action,
  args,
  onChange,
  problems,
}: {
  action: Action;
  args: Args;
  /** @param about which parameter was changed */
  onChange: (args: Args, about: string) => void;
  problems: readonly Misplaced[];
}): ReactNode {
  const says = useWords(words);
  const language = useLanguage();
  const alternatives = action.parameters.filter((one) => one.alternative);
  const given = alternatives.find((one) => args[one.name] !== undefined);
  const [picked, setPicked] = useState<string>();
  const kind = given?.name ?? picked ?? alternatives[0]?.name;
  const fits = (one: Parameter): boolean =>
    one.alternative ? one.name === kind : !one.with || one.with.includes(kind ?? "");
  const put = (name: string, value: unknown): void => {
    const { [name]: _, ...rest } = args;
    onChange(value === undefined ? rest : { ...rest, [name]: value }, name);
  };
  const pick = (next: string): void => {
    setPicked(next);
    const kept = action.parameters.filter(
      (one) => !one.alternative && (!one.with || one.with.includes(next)),
    );
    onChange(
      Object.fromEntries(Object.entries(args).filter(([name]) => kept.some((one) => one.name === name))),
      "kind",
    );
  };
  const shown = action.parameters.filter(fits);
  const about = new Set(shown.map((one) => one.name));
  const rest = problems.filter(({ path }) => !about.has(path.split(/[.[]/)[0] ?? ""));
  if (action.parameters.length === 0) return <p className="soft">{says.none}</p>;
  return (
    <div className="args-form">
      {alternatives.length > 0 && (
        <Select
          label={says.kind}
          value={kind ?? ""}
          onChange={pick}
          options={alternatives.map((one) => ({ id: one.name, label: one.label[language] }))}
        />
      )}
      {shown.map((one) => (
        <ParameterInput
          key={one.name}
          parameter={one}
          value={args[one.name]}
          onChange={(value) => put(one.name, value)}
          problem={reasonAt(problems, one.name)}
        />
      ))}
      {rest.map((one) => (
        <p key={one.path + one.message} className="problem">
          {one.message}
        </p>
      ))}
    </div>
  );
}
