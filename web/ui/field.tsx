import { useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { FieldError } from "react-aria-components/FieldError";
import { Input } from "react-aria-components/Input";
import { Label } from "react-aria-components/Label";
import { Switch as SwitchFrame } from "react-aria-components/Switch";
import { Text } from "react-aria-components/Text";
import { TextArea } from "react-aria-components/TextArea";
import { TextField as TextFrame } from "react-aria-components/TextField";
import { say, useLanguage, useWords } from "../language.ts";
import { readNumber } from "./read-number.ts";
import "./field.css";

const words = say({
  en: {
    wrong: (example: string) => `This is not a number as it is written here: ${example}.`,
  },
  fr: {
    wrong: (example: string) => `Ce n’est pas un nombre tel qu’on l’écrit ici : ${example}.`,
  },
});

/** What every field of a form has. */
export interface FieldProps<T> {
  readonly label: string;
  readonly value: T;
  readonly onChange: (value: T) => void;
  /** What it means, where the label does not tell. */
  readonly help?: ReactNode;
  /** What is wrong with it: `problem.about("people[0].email")`. */
  readonly problem?: string | undefined;
  readonly disabled?: boolean;
  readonly required?: boolean;
  readonly autoFocus?: boolean;
  readonly onBlur?: () => void;
}

/** The label is for screen readers only: where a heading or a row says it already. */
interface Quiet {
  readonly quiet?: boolean;
}

export function TextField({
  label,
  help,
  problem,
  disabled,
  required,
  quiet,
  lines = 1,
  placeholder,
  type,
  ...rest
}: FieldProps<string> &
  Quiet & { lines?: number; placeholder?: string; type?: "text" | "email" | "url" | "tel" }): ReactNode {
  return (
    <TextFrame
      {...rest}
      type={type ?? "text"}
      className="field"
      isDisabled={disabled ?? false}
      isRequired={required ?? false}
      isInvalid={problem !== undefined}
      validationBehavior="aria"
    >
      <Label className={quiet ? "for-readers" : "label"}>{label}</Label>
      {lines > 1 ? (
        <TextArea className="input" rows={lines} {...(placeholder ? { placeholder } : {})} />
      ) : (
        <Input className="input" autoComplete="off" {...(placeholder ? { placeholder } : {})} />
      )}
      <Notes help={help} problem={problem} />
    </TextFrame>
  );
}

const STEPS: Readonly<Record<string, number>> = { ArrowUp: 1, ArrowDown: -1 };

/** A number; empty is null. It is read when the field is left; what is none stays there to be mended, and is not taken. */
export function NumberField({
  label,
  value,
  onChange,
  onBlur,
  help,
  problem,
  disabled,
  required,
  quiet,
  least = -Infinity,
  most = Infinity,
  unit,
  fraction = 0,
  ...rest
}: FieldProps<number | null> &
  Quiet & { least?: number; most?: number; unit?: string; fraction?: number }): ReactNode {
  const says = useWords(words);
  const language = useLanguage();
  const numbers = new Intl.NumberFormat(language === "fr" ? "fr-FR" : "en-GB", {
    maximumFractionDigits: fraction,
  });
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState<string>();
  const [wrong, setWrong] = useState<string>();
  const tell = (found: string | undefined): void => {
    setWrong(found);
    input.current?.setCustomValidity(found ?? "");
  };
  const take = (next: number | null): void => {
    tell(undefined);
    setTyped(undefined);
    const within = next === null ? null : Math.min(most, Math.max(least, next));
    if (within !== value) onChange(within);
  };
  const commit = (): void => {
    if (typed === undefined) return;
    if (typed.trim() === "") return take(null);
    const read = readNumber(typed, language, fraction);
    if (read === undefined) tell(says.wrong(numbers.format(fraction > 0 ? 1200.5 : 1200)));
    else take(read);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === "Enter") return commit();
    const step = STEPS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const from = typed === undefined ? value : readNumber(typed, language, fraction);
    take((from ?? Math.max(0, least - step)) + step);
  };
  return (
    <TextFrame
      {...rest}
      className="field"
      value={typed ?? (value === null || Number.isNaN(value) ? "" : numbers.format(value))}
      onChange={(text) => {
        setTyped(text);
        tell(undefined);
      }}
      onBlur={() => {
        commit();
        onBlur?.();
      }}
      onKeyDown={onKeyDown}
      isDisabled={disabled ?? false}
      isRequired={required ?? false}
      isInvalid={(wrong ?? problem) !== undefined}
      validationBehavior="aria"
    >
      <Label className={quiet ? "for-readers" : "label"}>{label}</Label>
      <div className="with-unit">
        <Input
          ref={input}
          className="input number"
          inputMode={fraction > 0 ? "decimal" : "numeric"}
          autoComplete="off"
        />
        {unit && <span className="soft">{unit}</span>}
      </div>
      <Notes help={help} problem={wrong ?? problem} />
    </TextFrame>
  );
}

export const Switch = ({ label, value, onChange, help, disabled }: FieldProps<boolean>): ReactNode => (
  <div className="field">
    <SwitchFrame className="switch" isSelected={value} onChange={onChange} isDisabled={disabled ?? false}>
      <i aria-hidden />
      {label}
    </SwitchFrame>
    {help && <p className="help">{help}</p>}
  </div>
);

/** What stands below a field: what is wrong with it, else what it means. */
export const Notes = ({ help, problem }: { help?: ReactNode; problem?: string | undefined }): ReactNode => (
  <>
    {help && !problem && (
      <Text slot="description" className="help">
        {help}
      </Text>
    )}
    <FieldError className="problem">{problem}</FieldError>
  </>
);
