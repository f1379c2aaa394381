import { useState, type ReactNode } from "react";
import { sourceWords } from "../../controls/source-words.ts";
import { say, useWords } from "../../language.ts";
import { Select } from "../../ui/choice.tsx";
import type { Misplaced } from "../wrong.tsx";
import { useAssets } from "./assets.ts";
import { ManyChosen, ManyValues } from "./many-values.tsx";
import { SuggestedValues } from "./suggested-values.tsx";
import type { OperatorWord, RuleValue, Subject, Words } from "./vocabulary.ts";

const words = say({
  en: {
    and: "and",
    true: "True",
    false: "False",
    unit: "Unit",
    number: "Number",
    units: { hour: "hours", day: "days", week: "weeks", month: "months", year: "years" },
  },
  fr: {
    and: "et",
    true: "Vrai",
    false: "Faux",
    unit: "Unité",
    number: "Nombre",
    units: { hour: "heures", day: "jours", week: "semaines", month: "mois", year: "ans" },
  },
});

interface Props {
  readonly label: string;
  readonly values: readonly RuleValue[];
  readonly onChange: (values: RuleValue[]) => void;
  /** What is wrong with single values, or probably is: `[0]`. */
  readonly faults: readonly Misplaced[];
}

/** The values an operator takes, in the form that what is asked about wants. */
export function Values({
  subject,
  operator,
  all,
  ...props
}: Props & { subject: Subject; operator: OperatorWord; all: Words }): ReactNode {
  if (operator.takes === "none") return null;
  if (operator.form === "duration") return <Duration {...props} />;
  if (operator.form === "time frame") return <TimeFrame {...props} all={all} />;
  if (operator.takes === "two") return <Two {...props} subject={subject} />;
  if (subject.kind === "boolean") return <TrueOrFalse {...props} />;
  if (subject.kind === "percentage") return <Percentage {...props} />;
  if (operator.takes === "one") return <One {...props} subject={subject} at={0} />;
  if (subject.choices) return <Choices {...props} choices={subject.choices} />;
  // A part of a name is typed, the whole of it can be chosen.
  const equals = operator.name === "is" || operator.name === "is not";
  const whole = equals || !subject.free;
  if (subject.refers && whole)
    return <References {...props} kind={subject.refers} programs={subject.programs} />;
  if (subject.suggested) return <SuggestedValues {...props} source={subject.suggested} whole={equals} />;
  return (
    <ManyValues
      {...props}
      read={readerOf(subject)}
      {...(subject.kind === "date" ? { placeholder: DATE } : {})}
    />
  );
}

const DATE = "2027-05-31";

/** Numbers are kept as numbers, where their text says nothing more. */
const readerOf = ({ kind }: Subject): ((text: string) => RuleValue) =>
  kind === "number" || kind === "percentage" ? numberOf : (text) => text;
const numberOf = (text: string): RuleValue => (String(Number(text)) === text.trim() ? Number(text) : text);

function One({ label, values, onChange, subject, at }: Props & { subject: Subject; at: number }): ReactNode {
  const read = readerOf(subject);
  const set = (text: string): void => {
    const next = at === 0 ? [read(text), ...values.slice(1)] : [values[0] ?? "", read(text)];
    onChange(next.every((one) => one === "") ? [] : next);
  };
  return (
    <input
      className="input one"
      aria-label={label}
      type={subject.kind === "date" ? "date" : "text"}
      inputMode={subject.kind === "number" || subject.kind === "percentage" ? "decimal" : "text"}
      autoComplete="off"
      value={String(values[at] ?? "")}
      onChange={({ target }) => set(target.value)}
    />
  );
}

function Two({ subject, ...props }: Props & { subject: Subject }): ReactNode {
  const says = useWords(words);
  return (
    <>
      <One {...props} label={`${props.label} 1`} subject={subject} at={0} />
      <span className="soft">{says.and}</span>
      <One {...props} label={`${props.label} 2`} subject={subject} at={1} />
    </>
  );
}

const Percentage = (props: Props): ReactNode => (
  <>
    <One {...props} subject={{ kind: "percentage", operators: [] }} at={0} />
    <span className="soft">%</span>
  </>
);

function TrueOrFalse({ label, values, onChange }: Props): ReactNode {
  const says = useWords(words);
  return (
    <Select
      quiet
      label={label}
      value={String(values[0] ?? "")}
      options={(["true", "false"] as const).map((id) => ({ id, label: says[id] }))}
      onChange={(id) => onChange([id === "true"])}
    />
  );
}

const UNITS = ["hour", "day", "week", "month", "year"] as const;
type Unit = (typeof UNITS)[number];
const isUnit = (text: string): text is Unit => (UNITS as readonly string[]).includes(text);

function Duration({ label, values, onChange }: Props): ReactNode {
  const says = useWords(words);
  const [, count = "", written = ""] = /^(\S*)\s*([a-z]*?)s?$/i.exec(String(values[0] ?? "").trim()) ?? [];
  const [last, setLast] = useState<Unit>("day");
  const unit = isUnit(written) ? written : last;
  const set = (many: string, of: Unit): void => {
    setLast(of);
    onChange(many === "" ? [] : [`${many} ${of}${many === "1" ? "" : "s"}`]);
  };
  return (
    <>
      <input
        className="input count"
        aria-label={`${label}: ${says.number}`}
        inputMode="numeric"
        autoComplete="off"
        value={count}
        onChange={({ target }) => set(target.value.trim(), unit)}
      />
      <Select
        quiet
        label={`${label}: ${says.unit}`}
        value={unit}
        options={UNITS.map((id) => ({ id, label: says.units[id] }))}
        onChange={(id) => set(count, id)}
      />
    </>
  );
}

const TimeFrame = ({ label, values, onChange, all }: Props & { all: Words }): ReactNode => (
  <Select
    quiet
    label={label}
    value={String(values[0] ?? "")}
    options={all.timeFrames.map((one) => ({ id: one.name, label: one.label[all.language] }))}
    onChange={(id) => onChange([id])}
  />
);

function Choices({ choices, ...props }: Props & { choices: readonly string[] }): ReactNode {
  const sources = useWords(sourceWords);
  const options = choices.map((id) => ({ id, label: sources[id] ?? id }));
  return <ManyChosen {...props} options={options} keep={(id) => id} only />;
}

function References({
  kind,
  programs,
  ...props
}: Props & { kind: string; programs: readonly number[] | undefined }): ReactNode {
  const options = useAssets(kind, programs);
  const named = kind === "field" || kind === "score field" || kind === "program status name";
  return <ManyChosen {...props} options={options} keep={(id) => (named ? id : Number(id))} />;
}
