import type { Language } from "#kernel/fault.ts";
import { inLine } from "./headings.ts";
import { harmless } from "./text.ts";

/** How a value is put on one line. */
export interface Writing {
  /** The time zone of instants. */
  readonly zone: string;
  readonly language: Language;
}

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

export const isInstant = (value: unknown): value is string =>
  typeof value === "string" && INSTANT.test(value);
export const isAddress = (value: unknown): boolean =>
  typeof value === "string" && /^https?:\/\/\S+$/.test(value);

/** Whether something in an answer is an instant. */
export const hasInstant = (value: unknown): boolean =>
  isInstant(value) ||
  (typeof value === "object" && value !== null && Object.values(value).some((one) => hasInstant(one)));

/** A value on one line: an instant short and in its zone, a thing that has a name by its name. */
export function cell(value: unknown, writing: Writing): string {
  if (value === null || value === undefined) return "";
  if (isInstant(value)) return instant(value, writing.zone);
  if (typeof value === "string") return harmless(value);
  if (typeof value !== "object") return JSON.stringify(value);
  if (Array.isArray(value)) return value.map((one) => within(named(one), writing)).join(", ");
  const name = nameOf(value, writing.language);
  if (name !== undefined) return harmless(name);
  return Object.entries(value)
    .filter(([, one]) => one !== null && !(Array.isArray(one) && one.length === 0))
    .map(([key, one]) => `${harmless(inLine(key, writing.language))}: ${within(one, writing)}`)
    .join(", ");
}

/** Of several things in a line their names. */
const named = (value: unknown): unknown =>
  typeof value === "object" && value !== null && "name" in value ? value.name : value;

/** A part of a larger value, so that it is seen where it ends. */
function within(value: unknown, writing: Writing): string {
  const text = cell(value, writing);
  return typeof value === "object" && value !== null && text.includes(", ") ? `(${text})` : text;
}

/** The name of what is no more than a name with a number, or in both languages. */
function nameOf(value: object, language: Language): string | undefined {
  if ("en" in value && "fr" in value) return String(value[language]);
  const { id: _, ...rest } = value as Record<string, unknown>;
  const [[key, name] = [], ...more] = Object.entries(rest);
  return "id" in value && more.length === 0 && (key === "name" || key === "path") && typeof name === "string"
    ? name
    : undefined;
}

/** To the second, as it is sorted. */
export function instant(iso: string, zone: string): string {
  return new Date(iso).toLocaleString("sv-SE", { timeZone: zone });
}
