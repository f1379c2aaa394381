import { useState, type ReactNode } from "react";
import { Cause } from "../../controls/cause.tsx";
import { useStatusElsewhere } from "../../controls/program-words.ts";
import { say, useLanguage, useWords } from "../../language.ts";
import { Select } from "../../ui/choice.tsx";
import { lacking, lacksAt, problemsIn, reasonAt, wrongOf, type Misplaced } from "../wrong.tsx";
import type { Args } from "./document.ts";
import { kindOfValue, type Action, type Parameter } from "./kinds.tsx";
import { useSurroundings, type Surroundings } from "./campaign-context.ts";
import { ParameterInput } from "./parameter-input.tsx";
import "./args-form.css";

const words = say({
  en: {
    kind: "Kind",
    none: "It needs nothing more.",
    dropped: (status: string) => `This program has no status “${status}”: choose another.`,
  },
  fr: {
    kind: "Type",
    none: "Rien d’autre n’est demandé.",
    dropped: (status: string) => `Ce programme n’a pas de statut « ${status} » : choisissez-en un autre.`,
  },
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
  const { campaign } = useSurroundings();
  const statuses = action.parameters.filter((one) => one.type === "program status");
  const statusElsewhere = useStatusElsewhere(statuses.length > 0);
  /** The status that the program chosen last does not have. */
  const [dropped, setDropped] = useState<string>();
  /** A status goes along to another program if that has one of its name, else it is dropped, with a word. */
  const inProgram = (next: Args): Args => {
    const program = programOf(next, campaign);
    return statuses.reduce((all, { name }) => {
      const { [name]: status, ...rest } = all;
      if (status === undefined || program === undefined) return all;
      const found = statusElsewhere(status, program);
      if (found.there === undefined) setDropped(found.name);
      return found.there === undefined ? rest : { ...rest, [name]: found.there };
    }, next);
  };
  /** What is a value of one kind is none of another. */
  const withKind = (next: Args): Args =>
    kindOfValue(action, next) === kindOfValue(action, args) ? next : without(next, action, "value");
  const put = (name: string, value: unknown): void => {
    const { [name]: _, ...rest } = args;
    const next = withKind(value === undefined ? rest : { ...rest, [name]: value });
    setDropped(undefined);
    const isProgram = action.parameters.some((one) => one.name === name && one.type === "program");
    onChange(isProgram ? inProgram(next) : next, name);
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
  /** Known before anything was checked. */
  const isEmpty = ({ name, required }: Parameter): boolean => required && args[name] === undefined;
  const about = new Set(shown.map((one) => one.name));
  const rest = wrongOf(problems).filter(({ path }) => !about.has(path.split(/[.[]/)[0] ?? ""));
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
        <div key={one.name} className="arg" {...lacking(lacksAt(problems, one.name) || isEmpty(one))}>
          <ParameterInput
            parameter={one}
            value={args[one.name]}
            program={programOf(args, campaign)}
            kind={kindOfValue(action, args)}
            help={one.type === "program status" && dropped ? says.dropped(dropped) : undefined}
            onChange={(value) => put(one.name, value)}
            problem={reasonAt(problems, one.name)}
          />
          {problemsIn(problems, one.name).map(
            (problem) => problem.cause && <Cause key={problem.code} of={problem} />,
          )}
        </div>
      ))}
      {rest.map((one) => (
        <p key={one.path + one.message} className="problem">
          {one.message}
        </p>
      ))}
    </div>
  );
}

const without = (args: Args, { parameters }: Action, type: string): Args =>
  Object.fromEntries(
    Object.entries(args).filter(
      ([name]) => !parameters.some((one) => one.name === name && one.type === type),
    ),
  );

/** The program a step is about: the one that is named, else that of the campaign. */
const programOf = (
  { program }: Args,
  { program: own }: Pick<Surroundings["campaign"], "program">,
): number | undefined => (typeof program === "number" ? program : own?.id);
