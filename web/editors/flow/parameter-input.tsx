import { Link } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";
import { useStatuses } from "../../controls/program-words.ts";
import { say, useLanguage, useWords } from "../../language.ts";
import { useAsk } from "../../query.ts";
import { ComboBox, Select } from "../../ui/choice.tsx";
import { NumberField, Switch } from "../../ui/field.tsx";
import { textOf } from "../../ui/text-of.ts";
import { useSurroundings } from "./campaign-context.ts";
import { PlainInput } from "./plain-input.tsx";
import { useFlowWords, type Parameter, type ValueKind } from "./kinds.tsx";
import { useReferences } from "./references.ts";
import { timeWords } from "./says.ts";
import { TokenField } from "./token-field.tsx";
import { Weekdays } from "./weekdays.tsx";

const words = say({
  en: {
    empties: "NULL, in capitals, empties the field.",
    none: "–",
    add: "Add",
    subtract: "Subtract",
    set: "Set to",
    token: "As a token says",
    how: "How",
    number: "Number",
    unit: "Unit",
    own: "this program",
    programFirst: "Choose the program first.",
    noMemberFields: "There are no member fields yet: make one",
    onA: "On a day",
    emptied: "Emptied",
    onDay: "On the day itself",
    before: "Days before",
    after: "Days after",
  },
  fr: {
    empties: "NULL, en capitales, vide le champ.",
    none: "–",
    add: "Ajouter",
    subtract: "Retirer",
    set: "Définir à",
    token: "Selon un jeton",
    how: "Comment",
    number: "Nombre",
    unit: "Unité",
    own: "ce programme",
    programFirst: "Choisissez d’abord le programme.",
    noMemberFields: "Il n’y a pas encore de champ de membre : en créer un",
    onA: "Un jour donné",
    emptied: "Vidée",
    onDay: "Le jour même",
    before: "Jours avant",
    after: "Jours après",
  },
});

interface Props {
  readonly parameter: Parameter;
  readonly value: unknown;
  /** Which program the step is about, where one is known. */
  readonly program: number | undefined;
  /** What it is, where it is a value and what is chosen beside it tells. */
  readonly kind: ValueKind;
  readonly help: string | undefined;
  /** Nothing takes the value away. */
  readonly onChange: (value: unknown) => void;
  readonly problem: string | undefined;
}

/** Asks for one parameter of a step: the control follows from its type, so that an action needs no form of its own. */
export function ParameterInput(props: Props): ReactNode {
  const { parameter, value, onChange, problem } = props;
  const language = useLanguage();
  const says = useWords(words);
  const label = parameter.label[language];
  const base = { label, problem };
  const text = {
    ...base,
    value: textOf(value),
    onChange: (next: string) => onChange(next === "" ? undefined : next),
  };
  switch (parameter.type) {
    case "field":
    case "score field":
      return <FieldChoice {...props} />;
    case "list":
    case "campaign":
    case "email":
    case "program":
      return <ReferenceChoice {...props} />;
    case "member field":
      return <MemberFieldChoice {...props} />;
    case "program status":
      return <StatusChoice {...props} />;
    case "option":
      return (
        <Select
          {...base}
          value={textOf(value)}
          onChange={(id) => onChange(id === "" ? undefined : id)}
          options={[
            ...(parameter.required ? [] : [{ id: "", label: says.none }]),
            ...(parameter.options ?? []).map((one) => ({ id: one.name, label: one.label[language] })),
          ]}
        />
      );
    case "text":
      return <TokenField {...text} lines={3} />;
    case "value":
      if (props.kind === "boolean") return <Truth {...props} />;
      if (props.kind === "date") return <DateValue {...props} />;
      return <TokenField {...text} help={says.empties} />;
    case "score change":
      return <ScoreChange {...props} />;
    case "duration":
      return <Duration {...props} />;
    case "date":
      return <PlainInput {...text} type="date" />;
    case "time":
      return <PlainInput {...text} type="time" />;
    case "weekdays":
      return <Weekdays {...base} value={Array.isArray(value) ? value.map(String) : []} onChange={onChange} />;
    case "date token":
      return <DateToken {...props} />;
    case "days":
      return <Days {...props} />;
    case "flag":
      return <Switch {...base} value={value === true} onChange={(on) => onChange(on ? true : undefined)} />;
    default:
      return <TokenField {...text} />;
  }
}

function FieldChoice({ parameter, value, onChange, problem }: Props): ReactNode {
  const language = useLanguage();
  const flow = useFlowWords();
  const offered = (flow?.fields ?? []).filter(
    (one) => one.writable && (parameter.type === "field" || one.type === "score"),
  );
  return (
    <ComboBox
      label={parameter.label[language]}
      problem={problem}
      value={textOf(value)}
      onChange={(id) => onChange(id === "" ? undefined : id)}
      options={offered.map((one) => ({ id: one.name, label: one.label[language] }))}
    />
  );
}

function ReferenceChoice({ parameter, value, onChange, problem }: Props): ReactNode {
  const says = useWords(words);
  const language = useLanguage();
  const references = useReferences();
  const { campaign } = useSurroundings();
  const { campaigns, type } = parameter;
  const known = references.of(type);
  const offered = known.filter((one) => !campaigns || campaigns.includes(one.mode ?? ""));
  const id = textOf(value);
  const missing = id !== "" && !offered.some((one) => one.id === id);
  // Where no program is named the campaign's own is meant, also in a clone of it.
  const own =
    type === "program"
      ? campaign.program
        ? { label: campaign.program.name, note: says.own }
        : undefined
      : { label: says.none };
  const nothing = parameter.required || !own ? [] : [{ id: "", ...own }];
  return (
    <ComboBox
      label={parameter.label[language]}
      problem={problem}
      value={id}
      onChange={(chosen) =>
        onChange(chosen === "" ? undefined : /^\d+$/.test(chosen) ? Number(chosen) : chosen)
      }
      options={[...nothing, ...(missing ? [{ id, label: references.name(type, value) }] : []), ...offered]}
    />
  );
}

/** One of the fields of members; where there are none, the way to the first. */
function MemberFieldChoice(props: Props): ReactNode {
  const says = useWords(words);
  const { data } = useAsk("list-member-fields", {});
  return (
    <div className="field">
      <ReferenceChoice {...props} />
      {data?.fields.length === 0 && (
        <Link to="/fields" search={{ of: "members" }}>
          {says.noMemberFields}
        </Link>
      )}
    </div>
  );
}

/** One of the statuses that the step's program has. */
function StatusChoice({ parameter, value, program, help, onChange, problem }: Props): ReactNode {
  const says = useWords(words);
  const language = useLanguage();
  const references = useReferences();
  const offered = useStatuses(program !== undefined, program === undefined ? [] : [program]);
  const id = textOf(value);
  const missing = id !== "" && !offered.some((one) => one.id === id);
  return (
    <ComboBox
      label={parameter.label[language]}
      problem={problem}
      help={help ?? (program === undefined ? says.programFirst : undefined)}
      value={id}
      onChange={(chosen) => onChange(chosen === "" ? undefined : Number(chosen))}
      options={[
        ...(missing ? [{ id, label: references.name(parameter.type, value) }] : []),
        ...(program === undefined ? [] : offered),
      ]}
    />
  );
}

/** `+5`, `-5`, `=5`, or a token that says so. */
function ScoreChange({ parameter, value, onChange, problem }: Props): ReactNode {
  const says = useWords(words);
  const language = useLanguage();
  const text = textOf(value);
  const found = /^(=?)\s*([+-]?)\s*(\d*)$/.exec(text.trim());
  const [picked, setPicked] = useState<"add" | "subtract" | "set">();
  const how = !found
    ? "token"
    : text === "" && picked
      ? picked
      : found[1] === "="
        ? "set"
        : found[2] === "-"
          ? "subtract"
          : "add";
  const number = found?.[3] ? Number(found[3]) * (how === "set" && found[2] === "-" ? -1 : 1) : null;
  const write = (to: typeof how, amount: number | null): void => {
    if (to === "token") return onChange("{{");
    setPicked(to);
    if (amount === null) return onChange(undefined);
    onChange(to === "set" ? `=${amount}` : `${to === "add" ? "+" : "-"}${Math.abs(amount)}`);
  };
  return (
    <div className="row-of-fields">
      <Select
        label={says.how}
        value={how}
        onChange={(to) => write(to, number)}
        options={[
          { id: "add", label: says.add },
          { id: "subtract", label: says.subtract },
          { id: "set", label: says.set },
          { id: "token", label: says.token },
        ]}
      />
      {how === "token" ? (
        <TokenField
          label={parameter.label[language]}
          value={text}
          onChange={onChange}
          problem={problem}
          only={(one) => one.score}
        />
      ) : (
        <NumberField
          label={parameter.label[language]}
          value={number}
          onChange={(amount) => write(how, amount)}
          problem={problem}
          {...(how === "set" ? {} : { least: 0 })}
          most={999_999_999}
        />
      )}
    </div>
  );
}

function Truth({ parameter, value, onChange, problem }: Props): ReactNode {
  const times = useWords(timeWords);
  const language = useLanguage();
  return (
    <Select
      label={parameter.label[language]}
      problem={problem}
      value={textOf(value)}
      onChange={onChange}
      options={["true", "false"].map((id) => ({ id, label: times.truth[id] ?? id }))}
    />
  );
}

/** A day, one that a token says, or none. */
function DateValue({ parameter, value, onChange, problem }: Props): ReactNode {
  const says = useWords(words);
  const language = useLanguage();
  const label = parameter.label[language];
  const text = textOf(value);
  const how = text === "NULL" ? "none" : text.includes("{") ? "token" : "day";
  const shared = { label, problem, value: text };
  return (
    <div className="row-of-fields">
      <Select
        label={says.how}
        value={how}
        onChange={(to) => onChange({ day: undefined, token: "{{", none: "NULL" }[to])}
        options={[
          { id: "day", label: says.onA },
          { id: "token", label: says.token },
          { id: "none", label: says.emptied },
        ]}
      />
      {how === "token" && <TokenField {...shared} onChange={onChange} only={(one) => one.date} />}
      {how === "day" && (
        <PlainInput {...shared} type="date" onChange={(day) => onChange(day === "" ? undefined : day)} />
      )}
    </div>
  );
}

const UNITS = ["minute", "hour", "day", "week", "month", "year"] as const;

/** A number and a unit in full, as the engine reads it. */
function Duration({ parameter, value, onChange, problem }: Props): ReactNode {
  const says = useWords(words);
  const times = useWords(timeWords);
  const language = useLanguage();
  const found = /^\s*(\d*)\s*([a-z]*?)s?\s*$/i.exec(textOf(value));
  const [unit, setUnit] = useState<(typeof UNITS)[number]>("day");
  const written = UNITS.find((one) => one === found?.[2]?.toLowerCase()) ?? unit;
  const count = found?.[1] ? Number(found[1]) : null;
  const write = (number: number | null, of: (typeof UNITS)[number]): void => {
    setUnit(of);
    onChange(number === null ? undefined : `${number} ${of}${number === 1 ? "" : "s"}`);
  };
  return (
    <div className="row-of-fields">
      <NumberField
        label={parameter.label[language]}
        value={count}
        onChange={(number) => write(number, written)}
        problem={problem}
        least={0}
        most={999_999}
      />
      <Select
        label={says.unit}
        value={written}
        onChange={(of) => write(count, of)}
        options={UNITS.map((id) => ({ id, label: (count === 1 ? times.unit : times.plural)[id] ?? id }))}
      />
    </div>
  );
}

/** One token whose value is a date. */
function DateToken({ parameter, value, onChange, problem }: Props): ReactNode {
  const language = useLanguage();
  const { tokens } = useSurroundings();
  const text = textOf(value);
  const dates = tokens.filter((one) => one.date);
  const known = text === "" || dates.some((one) => one.written === text);
  return (
    <ComboBox
      label={parameter.label[language]}
      problem={problem}
      value={text}
      onChange={(id) => onChange(id === "" ? undefined : id)}
      options={[
        ...(known ? [] : [{ id: text, label: text }]),
        ...dates.map((one) => ({
          id: one.written,
          label: `${one.label} · ${one.family}`,
          note: one.written,
        })),
      ]}
    />
  );
}

/** So many days before or after; or as many as a token says. */
function Days({ parameter, value, onChange, problem }: Props): ReactNode {
  const says = useWords(words);
  const language = useLanguage();
  const text = textOf(value);
  const isToken = text !== "" && !/^[+-]?\d+$/.test(text);
  const number = isToken || text === "" ? null : Number(text);
  const [side, setSide] = useState<"before" | "after">();
  const how = isToken ? "token" : number === null ? (side ?? "none") : number < 0 ? "before" : "after";
  const write = (to: typeof how, amount: number | null): void => {
    setSide(to === "before" || to === "after" ? to : undefined);
    if (to === "token") return onChange("{{");
    if (to === "none" || amount === null) return onChange(undefined);
    onChange(to === "before" ? -Math.abs(amount) : Math.abs(amount));
  };
  return (
    <div className="row-of-fields">
      <Select
        label={parameter.label[language]}
        value={how}
        onChange={(to) => write(to, number)}
        options={[
          { id: "none", label: says.onDay },
          { id: "before", label: says.before },
          { id: "after", label: says.after },
          { id: "token", label: says.token },
        ]}
      />
      {how === "token" && (
        <TokenField label={says.token} value={text} onChange={onChange} problem={problem} />
      )}
      {(how === "before" || how === "after") && (
        <NumberField
          label={says.number}
          value={number === null ? null : Math.abs(number)}
          onChange={(amount) => write(how, amount)}
          problem={problem}
          least={0}
          most={9999}
        />
      )}
    </div>
  );
}
