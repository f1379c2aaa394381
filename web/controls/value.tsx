import { useMemo, type ReactNode } from "react";
import { useFormat, type Format } from "../format.ts";
import { say, useLanguage, useWords } from "../language.ts";
import { useAsk } from "../query.ts";
import type { Output } from "../client.ts";

export type FieldWord = Output<"list-fields">["fields"][number];

const words = say({ en: { yes: "Yes", no: "No" }, fr: { yes: "Oui", no: "Non" } });

/** A field's value as people read it; the empty one is a dash. */
export function Value({ field, value }: { field: Pick<FieldWord, "type">; value: unknown }): ReactNode {
  const format = useFormat();
  const says = useWords(words);
  if (value === null || value === undefined || value === "") return <span className="faint">–</span>;
  if (field.type === "boolean") return value ? says.yes : <span className="faint">{says.no}</span>;
  return valueText(field, value, format);
}

export function valueText(field: Pick<FieldWord, "type">, value: unknown, format: Format): string {
  switch (field.type) {
    case "integer":
    case "score":
    case "currency":
    case "percent":
    case "float":
      return format.number(Number(value));
    case "date":
      return format.day(String(value));
    case "datetime":
      return format.dateTime(String(value));
    default:
      return String(value);
  }
}

/** The fields of a person, and what they are called in the reader's language. */
export function useFields(): { fields: readonly FieldWord[]; labelOf: (field: FieldWord) => string } {
  const language = useLanguage();
  const { data } = useAsk("list-fields", {}, { staleTime: Infinity });
  return useMemo(
    () => ({
      fields: data?.fields ?? NONE,
      labelOf: (field: FieldWord) => (language === "fr" ? (field.labelFr ?? field.label) : field.label),
    }),
    [data, language],
  );
}

const NONE: readonly FieldWord[] = [];
