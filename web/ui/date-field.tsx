import type { ReactNode } from "react";
import { Input } from "react-aria-components/Input";
import { Label } from "react-aria-components/Label";
import { TextField as TextFrame } from "react-aria-components/TextField";
import { Notes, type FieldProps } from "./field.tsx";

/** A day (`2027-05-31`), a month (`2027-05`) or a time of day (`09:00`), asked for as the browser does; empty is "". */
export const DateField = ({
  label,
  value,
  onChange,
  of = "date",
  help,
  problem,
  disabled,
  autoFocus = false,
}: FieldProps<string> & { of?: "date" | "month" | "time" }): ReactNode => (
  <TextFrame
    className="field"
    value={value}
    onChange={onChange}
    isDisabled={disabled ?? false}
    isInvalid={problem !== undefined}
    validationBehavior="aria"
    autoFocus={autoFocus}
  >
    <Label className="label">{label}</Label>
    <Input className="input number" type={of} />
    <Notes help={help} problem={problem} />
  </TextFrame>
);
