import type { ReactNode } from "react";
import { NumberField, Switch, TextField } from "../ui/field.tsx";
import { useFormat } from "../format.ts";
import { valueText, type FieldWord } from "./value.tsx";

/** Asks for the value of a person's field: the control follows from its type. Empty is null. */
export function FieldInput({
  field,
  label,
  value,
  onChange,
  problem,
  autoFocus = false,
}: {
  field: Pick<FieldWord, "type" | "readOnly">;
  label: string;
  value: unknown;
  onChange: (value: unknown) => void;
  problem?: string | undefined;
  autoFocus?: boolean;
}): ReactNode {
  const format = useFormat();
  const base = { label, problem, autoFocus, disabled: field.readOnly || field.type === "formula" };
  if (base.disabled)
    return (
      <TextField
        {...base}
        value={value === null || value === undefined ? "" : valueText(field, value, format)}
        onChange={onChange}
      />
    );
  switch (field.type) {
    case "boolean":
      return <Switch {...base} value={value === true} onChange={onChange} />;
    case "integer":
    case "score":
      return <NumberField {...base} value={numberOf(value)} onChange={onChange} />;
    case "currency":
    case "percent":
    case "float":
      return <NumberField {...base} value={numberOf(value)} onChange={onChange} fraction={4} />;
    default:
      return (
        <TextField
          {...base}
          type={TYPES[field.type] ?? "text"}
          lines={field.type === "text" ? 3 : 1}
          value={typeof value === "string" ? value : ""}
          onChange={(text) => onChange(text === "" ? null : text)}
          {...(field.type === "date" ? { placeholder: "1990-05-31" } : {})}
          {...(field.type === "datetime" ? { placeholder: "2026-05-31 09:00" } : {})}
        />
      );
  }
}

const TYPES: Partial<Record<FieldWord["type"], "email" | "url" | "tel">> = {
  email: "email",
  url: "url",
  phone: "tel",
};
const numberOf = (value: unknown): number | null =>
  value === null || value === undefined || value === "" ? null : Number(value);
