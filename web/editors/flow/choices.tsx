import { IconArrowDown, IconArrowUp, IconCopy, IconPlus, IconX } from "@tabler/icons-react";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { say, useWords } from "../../language.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { Switch } from "../../ui/field.tsx";
import { isTrigger } from "../rules/vocabulary.ts";
import { RuleLine } from "../rules/rule-line.tsx";
import { WordChoice } from "../rules/word-choice.tsx";
import { problemsIn, toFirstField, type Misplaced } from "../wrong.tsx";
import { ArgsForm } from "./args-form.tsx";
import type { StepCount } from "./counts.ts";
import type { Args, Choice, Step } from "./document.ts";
import type { Action } from "./kinds.tsx";
import { StepCounts } from "./step-counts.tsx";

const words = say({
  en: {
    if: "If",
    otherwise: "Default",
    add: "Choice",
    nothing: "Do Nothing",
    up: "Move up",
    down: "Move down",
    copy: "Duplicate",
    remove: "Remove the choice",
    about: "Choose a condition",
    cancel: "Cancel",
    first: "The first choice that matches applies.",
  },
  fr: {
    if: "Si",
    otherwise: "Par défaut",
    add: "Choix",
    nothing: "Ne rien faire",
    up: "Monter",
    down: "Descendre",
    copy: "Dupliquer",
    remove: "Retirer le choix",
    about: "Choisir une condition",
    cancel: "Annuler",
    first: "Le premier choix qui correspond s’applique.",
  },
});

interface Props {
  readonly step: Step;
  readonly action: Action;
  readonly onChange: (step: Step, about?: string) => void;
  readonly problems: readonly Misplaced[];
  readonly warnings: readonly Misplaced[];
  readonly ran: readonly StepCount[];
  readonly dry: readonly StepCount[] | undefined;
}

/** The parameters of a step: choices, each under a condition of its own, and then what holds for all others. */
export function Choices({ step, action, onChange, problems, warnings, ran, dry }: Props): ReactNode {
  const says = useWords(words);
  const [adding, setAdding] = useState(false);
  const { choices } = step;
  const frame = useRef<HTMLDivElement>(null);
  const begun = useRef(false);
  useEffect(() => {
    if (!begun.current) return;
    begun.current = false;
    const lines = frame.current?.querySelectorAll(".rule-line");
    toFirstField(lines?.[choices.length - 1]);
  }, [choices.length]);
  const put = (next: readonly Choice[], about?: string): void =>
    onChange({ ...step, choices: [...next] }, about);
  const several = choices.length > 0;
  return (
    <div ref={frame} className="choices">
      {several && <p className="help">{says.first}</p>}
      {choices.map((choice, index) => {
        const inside = problemsIn(problems, `choices[${index}]`);
        const perhaps = problemsIn(warnings, `choices[${index}]`);
        return (
          <section key={index} className="choice" aria-label={`${says.if} ${index + 1}`}>
            <header>
              <span className="choice-word">
                {says.if} <span className="number">{index + 1}</span>
              </span>
              <StepCounts ran={ran} dry={dry} choice={index + 1} />
              <IconButton
                label={says.up}
                isDisabled={index === 0}
                onPress={() => put(choices.toSpliced(index, 1).toSpliced(index - 1, 0, choice))}
              >
                <IconArrowUp />
              </IconButton>
              <IconButton
                label={says.down}
                isDisabled={index === choices.length - 1}
                onPress={() => put(choices.toSpliced(index, 1).toSpliced(index + 1, 0, choice))}
              >
                <IconArrowDown />
              </IconButton>
              <IconButton
                label={says.copy}
                onPress={() => put(choices.toSpliced(index + 1, 0, structuredClone(choice)))}
              >
                <IconCopy />
              </IconButton>
              <IconButton label={says.remove} onPress={() => put(choices.toSpliced(index, 1))}>
                <IconX />
              </IconButton>
            </header>
            <RuleLine
              rule={choice.if}
              place="choice"
              onChange={(rule) => put(choices.with(index, { ...choice, if: rule }), `choice ${index} if`)}
              problems={problemsIn(inside, "if")}
              warnings={problemsIn(perhaps, "if")}
            />
            {perhaps
              .filter(({ path }) => path === "")
              .map((one) => (
                <p key={one.message} className="warning">
                  {one.message}
                </p>
              ))}
            <Values
              action={action}
              args={choice.args}
              canBeNothing
              onChange={(args, about) =>
                put(choices.with(index, { ...choice, args }), `choice ${index} ${about}`)
              }
              problems={problemsIn(inside, "args")}
            />
          </section>
        );
      })}
      <section
        className={several ? "choice" : "choice only"}
        {...(several ? { "aria-label": says.otherwise } : {})}
      >
        {several && (
          <header>
            <span className="choice-word">{says.otherwise}</span>
            <StepCounts ran={ran} dry={dry} choice={0} />
          </header>
        )}
        <Values
          action={action}
          args={step.args}
          canBeNothing={several || step.args === null}
          onChange={(args, about) => onChange({ ...step, args }, `default ${about}`)}
          problems={problemsIn(problems, "args")}
        />
      </section>
      {adding ? (
        <div className="choice-begin">
          <WordChoice
            label={says.about}
            placeholder={says.about}
            place="choice"
            autoFocus
            onPick={(rule) => {
              setAdding(false);
              begun.current = true;
              if (!isTrigger(rule)) put([...choices, { if: rule, args: structuredClone(step.args) }]);
            }}
          />
          <Button kind="quiet" onPress={() => setAdding(false)}>
            {says.cancel}
          </Button>
        </div>
      ) : (
        <Button kind="quiet" icon={<IconPlus />} onPress={() => setAdding(true)}>
          {says.add}
        </Button>
      )}
    </div>
  );
}

function Values({
  action,
  args,
  canBeNothing,
  onChange,
  problems,
}: {
  action: Action;
  args: Args | null;
  canBeNothing: boolean;
  onChange: (args: Args | null, about: string) => void;
  problems: readonly Misplaced[];
}): ReactNode {
  const says = useWords(words);
  const [before, setBefore] = useState<Args>({});
  const turn = (nothing: boolean): void => {
    if (args) setBefore(args);
    onChange(nothing ? null : before, "nothing");
  };
  return (
    <>
      {args && <ArgsForm action={action} args={args} onChange={onChange} problems={problems} />}
      {canBeNothing && <Switch label={says.nothing} value={args === null} onChange={turn} />}
    </>
  );
}
