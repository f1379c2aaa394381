import type { ReactNode } from "react";
import { Input } from "react-aria-components/Input";
import { Label } from "react-aria-components/Label";
import { TextField } from "react-aria-components/TextField";
import { Notes, type FieldProps } from "../../ui/field.tsx";

/** A date or a time of day, in the browser's own control. */
export const PlainInput = ({
  label,
  type,
  help,
  problem,
  value,
  onChange,
}: FieldProps<string> & { type: "date" | "time" }): ReactNode => (
  <TextField
    className="field"
    type={type}
    value={value}
    onChange={onChange}
    isInvalid={problem !== undefined}
    validationBehavior="aria"
  >
    <Label className="label">{label}</Label>
    <Input className="input" />
    <Notes help={help} problem={problem} />
  </TextField>
);
