import type { ReactNode } from "react";
import { FieldError } from "react-aria-components/FieldError";
import { Input } from "react-aria-components/Input";
import { Label } from "react-aria-components/Label";
import { NumberField as NumberFrame } from "react-aria-components/NumberField";
import { Switch as SwitchFrame } from "react-aria-components/Switch";
import { Text } from "react-aria-components/Text";
import { TextArea } from "react-aria-components/TextArea";
import { TextField as TextFrame } from "react-aria-components/TextField";
import "./field.css";

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

/** A number; empty is null. */
export function NumberField({
  label,
  value,
  onChange,
  help,
  problem,
  disabled,
  quiet,
  least,
  most,
  unit,
  fraction = 0,
  ...rest
}: FieldProps<number | null> &
  Quiet & { least?: number; most?: number; unit?: string; fraction?: number }): ReactNode {
  return (
    <NumberFrame
      {...rest}
      className="field"
      value={value ?? Number.NaN}
      onChange={(next) => onChange(Number.isNaN(next) ? null : next)}
      isDisabled={disabled ?? false}
      isInvalid={problem !== undefined}
      validationBehavior="aria"
      formatOptions={{ maximumFractionDigits: fraction }}
      {...(least === undefined ? {} : { minValue: least })}
      {...(most === undefined ? {} : { maxValue: most })}
    >
      <Label className={quiet ? "for-readers" : "label"}>{label}</Label>
      <div className="with-unit">
        <Input className="input number" />
        {unit && <span className="soft">{unit}</span>}
      </div>
      <Notes help={help} problem={problem} />
    </NumberFrame>
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
