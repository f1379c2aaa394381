import { IconPlus, IconX } from "@tabler/icons-react";
import { useEffect, useRef, type ReactNode, type RefObject } from "react";
import type { Constraint } from "#domain/rules.ts";
import { say, useWords } from "../../language.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { Menu, type Act } from "../../ui/menu.tsx";
import {
  problemsIn,
  reasonAt,
  sentencesOf,
  toFirstField,
  Wrong,
  wrongOf,
  type Misplaced,
} from "../wrong.tsx";
import { Comparison } from "./comparison.tsx";
import {
  activityOf,
  constraintsOf,
  isTrigger,
  negative,
  subjectOf,
  subjectOfConstraint,
  titleOf,
  useRuleWords,
  type Attribute,
  type Rule,
  type RulePlace,
  type Words,
} from "./vocabulary.ts";
import "./rule-line.css";

const words = say({
  en: {
    not: "Not",
    notHelp: "Those who did not do it",
    constraint: "Constraint",
    remove: "Remove the constraint",
    times: "Min. Number of Times",
    excludeEmpty: "exclude empty",
    noDate: "Also returns people with no date.",
    noValue: "Also returns people with no value.",
    isZero: "“is 0” also returns people with no value.",
  },
  fr: {
    not: "Non",
    notHelp: "Les personnes qui ne l’ont pas fait",
    constraint: "Contrainte",
    remove: "Retirer la contrainte",
    times: "Nombre minimal de fois",
    excludeEmpty: "exclure les vides",
    noDate: "Inclut aussi les personnes sans date.",
    noValue: "Inclut aussi les personnes sans valeur.",
    isZero: "« est 0 » inclut aussi les personnes sans valeur.",
  },
});

/**
 * One filter or trigger: what it asks, of what, and under which constraints.
 *
 * @param problems what is wrong with it, by places inside it: `values[0]`
 * @param warnings what probably is
 */
export function RuleLine<T extends Rule>({
  rule,
  onChange,
  place,
  problems,
  warnings,
  icon,
}: {
  rule: T;
  onChange: (rule: T) => void;
  place: RulePlace;
  problems: readonly Misplaced[];
  warnings: readonly Misplaced[];
  icon?: ReactNode;
}): ReactNode {
  const all = useRuleWords();
  const frame = useRef<HTMLDivElement>(null);
  const willAdd = useToAdded(frame, rule);
  if (!all) return <div className="rule-line bone-line" aria-hidden />;
  const subject = subjectOf(rule, all);
  const title = titleOf(rule, all);
  const change = (next: Partial<Rule>): void => onChange({ ...rule, ...next });
  return (
    <div ref={frame} className="rule-line">
      <div className="rule-row">
        {icon}
        <Name rule={rule} title={title} problems={problems} words={all} onChange={change} />
        {subject && (
          <Comparison
            label={title}
            subject={subject}
            compared={rule}
            onChange={change}
            problems={problems}
            warnings={warnings}
            words={all}
          />
        )}
        <Constrain rule={rule} place={place} willAdd={willAdd} onChange={change} words={all} />
      </div>
      <Constraints rule={rule} onChange={change} problems={problems} warnings={warnings} words={all} />
      <Hint rule={rule} onChange={change} words={all} />
    </div>
  );
}

interface Part {
  readonly rule: Rule;
  readonly onChange: (next: Partial<Rule>) => void;
  readonly words: Words;
}

function Name({
  rule,
  title,
  problems,
  words: all,
  onChange,
}: Part & { title: string; problems: readonly Misplaced[] }): ReactNode {
  const says = useWords(words);
  const whole = wrongOf(problems.filter((one) => one.path === ""));
  const named = reasonAt(problems, "filter", "trigger", "field", "not");
  const reason = [sentencesOf(whole), named ?? ""].filter(Boolean).join(" ") || undefined;
  const not = !isTrigger(rule) && rule.not === true;
  const activity = !isTrigger(rule) && activityOf(rule, all) !== undefined;
  return (
    <>
      {activity && (
        <button
          type="button"
          className="rule-not"
          aria-pressed={not}
          title={says.notHelp}
          onClick={() => onChange({ not: not ? undefined : true } as Partial<Rule>)}
        >
          {says.not}
        </button>
      )}
      <Wrong reason={reason}>
        <span className="rule-name" title={not ? negative(title, all.language) : title}>
          {title}
        </span>
      </Wrong>
    </>
  );
}

/** Brings the focus to a constraint that is added, by its place among them, once the menu has given it back. */
function useToAdded(frame: RefObject<HTMLElement | null>, rule: Rule): (place: number) => void {
  const awaited = useRef<number>(undefined);
  useEffect(() => {
    const place = awaited.current;
    if (place === undefined) return;
    awaited.current = undefined;
    requestAnimationFrame(() =>
      toFirstField([...(frame.current?.querySelectorAll(".constraint") ?? [])].at(place)),
    );
  }, [frame, rule]);
  return (place) => void (awaited.current = place);
}

/**
 * Adds a constraint.
 *
 * @param willAdd is told which place among the constraints it gets
 */
function Constrain({
  rule,
  place,
  willAdd,
  onChange,
  words: all,
}: Part & { place: RulePlace; willAdd: (place: number) => void }): ReactNode {
  const says = useWords(words);
  const activity = activityOf(rule, all);
  const add = (attribute: Attribute): void => {
    const date = attribute.name === all.date.name;
    const constraint: Constraint = {
      attribute: attribute.name,
      operator: date ? "in past" : (attribute.operators[0] ?? "is"),
      values: date ? ["30 days"] : attribute.type === "boolean" ? [true] : [],
    };
    willAdd(rule.constraints?.length ?? 0);
    onChange({ constraints: [...(rule.constraints ?? []), constraint] });
  };
  const acts: Act[] = constraintsOf(rule, all).map((one) => ({
    id: one.name,
    label: one.label[all.language],
    run: () => add(one),
  }));
  if (activity && place !== "trigger" && !isTrigger(rule) && rule.times === undefined)
    acts.push({
      id: " times",
      label: says.times,
      run() {
        willAdd(-1);
        onChange({ times: 2 } as Partial<Rule>);
      },
    });
  if (acts.length === 0) return null;
  return (
    <Menu label={says.constraint} acts={acts}>
      <Button kind="quiet" icon={<IconPlus />}>
        {says.constraint}
      </Button>
    </Menu>
  );
}

function Constraints({
  rule,
  onChange,
  problems,
  warnings,
  words: all,
}: Part & Record<"problems" | "warnings", readonly Misplaced[]>): ReactNode {
  const says = useWords(words);
  const offered = constraintsOf(rule, all);
  const constraints = rule.constraints ?? [];
  const times = isTrigger(rule) ? undefined : rule.times;
  const put = (next: Constraint[]): void =>
    onChange({ constraints: next.length > 0 ? next : undefined } as Partial<Rule>);
  return (
    <>
      {constraints.map((one, index) => {
        const attribute = offered.find(({ name }) => name === one.attribute);
        const inside = problemsIn(problems, `constraints[${index}]`);
        const label = attribute?.label[all.language] ?? one.attribute;
        return (
          <div key={index} className="rule-row constraint">
            <div className="rule-row">
              <Wrong
                reason={reasonAt(
                  inside.filter(({ path }) => path === "" || path === "attribute"),
                  "",
                  "attribute",
                )}
              >
                <span className="soft">{label}</span>
              </Wrong>
              {attribute && (
                <Comparison
                  label={label}
                  subject={subjectOfConstraint(attribute, rule, all)}
                  compared={one}
                  onChange={(next) => put(constraints.with(index, { ...one, ...next }))}
                  problems={inside}
                  warnings={problemsIn(warnings, `constraints[${index}]`)}
                  words={all}
                />
              )}
            </div>
            <IconButton label={says.remove} onPress={() => put(constraints.toSpliced(index, 1))}>
              <IconX />
            </IconButton>
          </div>
        );
      })}
      {times !== undefined && (
        <div className="rule-row constraint">
          <div className="rule-row">
            <span className="soft">{says.times}</span>
            <Wrong reason={reasonAt(problems, "times")}>
              <input
                className="input count"
                aria-label={says.times}
                inputMode="numeric"
                value={Number.isNaN(times) ? "" : String(times)}
                onChange={({ target }) =>
                  onChange({ times: Number(target.value.replaceAll(/\D/g, "")) } as Partial<Rule>)
                }
              />
            </Wrong>
          </div>
          <IconButton label={says.remove} onPress={() => onChange({ times: undefined } as Partial<Rule>)}>
            <IconX />
          </IconButton>
        </div>
      )}
    </>
  );
}

/** What surprises about an operator: whom it takes although they have no value (behaviour §2.6). */
function Hint({ rule, onChange, words: all }: Part): ReactNode {
  const says = useWords(words);
  if (isTrigger(rule) || rule.filter !== "field") return null;
  const operator = all.operator(rule.operator ?? "");
  const kind = subjectOf(rule, all)?.kind;
  if (kind === "date" && operator?.emptyToo)
    return (
      <p className="rule-hint">
        {!rule.excludeEmpty && <span>{says.noDate}</span>}
        <label>
          <input
            type="checkbox"
            checked={rule.excludeEmpty ?? false}
            onChange={({ target }) =>
              onChange({ excludeEmpty: target.checked ? true : undefined } as Partial<Rule>)
            }
          />
          {says.excludeEmpty}
        </label>
      </p>
    );
  const zero = kind === "number" && rule.values.some((one) => Number(one) === 0 && one !== "");
  if (zero && rule.operator === "is") return <p className="rule-hint">{says.isZero}</p>;
  if (operator?.negative && !zero)
    return <p className="rule-hint">{kind === "date" ? says.noDate : says.noValue}</p>;
  return null;
}
