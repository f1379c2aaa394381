import type { Label } from "./label.ts";

/** The types a field of a person can have. */
export const fieldTypes = [
  "string",
  "text",
  "email",
  "phone",
  "url",
  "integer",
  "score",
  "currency",
  "percent",
  "float",
  "date",
  "datetime",
  "boolean",
  "formula",
] as const;
export type FieldType = (typeof fieldTypes)[number];

/** A field of a person, standard or custom. */
export interface Field {
  readonly id: number;
  /** API name; never changes. */
  readonly name: string;
  readonly label: string;
  readonly labelFr: string | null;
  readonly type: FieldType;
  /** The column of `person`; `null` for a formula. */
  readonly column: string | null;
  /** The token text of a formula. */
  readonly formula: string | null;
  readonly standard: boolean;
  readonly readOnly: boolean;
  readonly hidden: boolean;
  /** People can be looked up by it. */
  readonly key: boolean;
}

/** What a field is called, in both languages. */
export const labelOf = ({ label, labelFr }: Pick<Field, "label" | "labelFr">): Label => ({
  en: label,
  fr: labelFr ?? label,
});

/** The families of types that share operators and a way to be read. */
export type ValueKind = "text" | "whole" | "decimal" | "float" | "date" | "datetime" | "boolean" | "formula";

export const kindOfType: Record<FieldType, ValueKind> = {
  string: "text",
  text: "text",
  email: "text",
  phone: "text",
  url: "text",
  integer: "whole",
  score: "whole",
  percent: "decimal",
  currency: "decimal",
  float: "float",
  date: "date",
  datetime: "datetime",
  boolean: "boolean",
  formula: "formula",
};

/** The type of the column that holds a field, as PostgreSQL names it. */
export const columnType: Record<Exclude<FieldType, "formula">, string> = {
  string: "text",
  text: "text",
  email: "text",
  phone: "text",
  url: "text",
  integer: "integer",
  score: "integer",
  percent: "numeric(18,4)",
  currency: "numeric(18,2)",
  float: "double precision",
  date: "date",
  datetime: "timestamptz",
  boolean: "boolean",
};

/** The most characters a text type holds; a text area counts bytes. */
export const mostCharacters: Partial<Record<FieldType, number>> = {
  string: 255,
  email: 255,
  phone: 255,
  url: 2_000,
  text: 30_000,
};

/** How many custom fields there can be: each is a real column, and PostgreSQL's row has a limit. */
export const MOST_CUSTOM_FIELDS = 400;
