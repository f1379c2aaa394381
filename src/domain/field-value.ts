import { isCalendarDate, isWritable, micros, parseInstant, toIso } from "#kernel/clock.ts";
import { problem, type Problem } from "#kernel/fault.ts";
import { Temporal } from "temporal-polyfill";
import { kindOfType, mostCharacters, type FieldType } from "./field.ts";

/** A value read for a field: text that PostgreSQL casts to the column's type, or `null` for empty. */
export type FieldValue = { readonly value: string | null } | Problem;

/**
 * Reads a value given for a field by a person, a file or a call. Texts are put in NFC; the empty text is empty.
 * Instants without a zone are read in `zone`.
 */
export function readFieldValue(type: FieldType, given: unknown, zone: string, path: string): FieldValue {
  if (given === null || given === undefined || given === "") return { value: null };
  if (typeof given === "object") return wrong(path, JSON.stringify(given), "a single value");
  const text = typeof given === "string" ? given : JSON.stringify(given);
  if (text.includes("\0") || !text.isWellFormed()) return problem(path, "input.text");
  if (kindOfType[type] === "text") return readText(type, text, path);
  const trimmed = text.trim();
  if (trimmed === "") return { value: null };
  const read = READERS[kindOfType[type]]?.(trimmed, zone);
  if (read !== undefined) return { value: read };
  return kindOfType[type] === "whole" && WHOLE.test(trimmed)
    ? problem(path, "value.tooLarge", { value: text.slice(0, 100) })
    : wrong(path, text, WANTED[type] ?? "a value");
}

const wrong = (path: string, value: string, wanted: string): Problem =>
  problem(path, "value.type", { value: value.slice(0, 100), wanted });

const EMAIL = /^[\x21-\x3f\x41-\x7e]+@[\x21-\x3f\x41-\x7e]+$/;

function readText(type: FieldType, text: string, path: string): FieldValue {
  const most = mostCharacters[type] ?? 255;
  const length = type === "text" ? Buffer.byteLength(text) : text.length;
  if (length > most) return problem(path, "value.tooLong", { length, limit: most });
  if (type !== "email") return { value: text.normalize("NFC") };
  const address = text.trim();
  if (address === "") return { value: null };
  if (EMAIL.test(address)) return { value: address };
  return isPlain(address)
    ? wrong(path, text, "an e-mail address such as ann@example.com")
    : problem(path, "value.accents", { value: text.slice(0, 100) });
}

/** Of ASCII, as addresses are (behaviour §2.10). */
const isPlain = (text: string): boolean => /^[\x20-\x7e]*$/.test(text);

const WANTED: Partial<Record<FieldType, string>> = {
  integer: "a whole number such as 12",
  score: "a whole number such as 12",
  percent: "a number such as 12 or 0.5",
  currency: "an amount such as 1234.50",
  float: "a number such as 12 or 0.5",
  date: "a date such as 2026-05-31",
  datetime: "a date and time such as 2026-05-31 09:00",
  boolean: "yes or no",
};

const WHOLE = /^[+-]?\d+(\.0*)?$/;

const NUMBER = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d{1,3})?$/i;

/** Whether a number is one of double precision: neither too large for it nor, unless it is 0, too small. */
export const isFloat = (text: string): boolean => {
  const number = Number(text);
  return Number.isFinite(number) && (number !== 0 || !/^[^e]*[1-9]/i.test(text));
};

type Reader = (text: string, zone: string) => string | undefined;

const READERS: Partial<Record<ReturnType<typeof kindOf>, Reader>> = {
  whole(text) {
    if (!WHOLE.test(text)) return undefined;
    const number = Math.trunc(Number(text));
    return number >= -2_147_483_648 && number <= 2_147_483_647 ? String(number) : undefined;
  },
  decimal: (text) => (NUMBER.test(text) && Math.abs(Number(text)) < 1e14 ? text : undefined),
  float: (text) => (NUMBER.test(text) && isFloat(text) ? text : undefined),
  date: (text) => (isCalendarDate(text) ? text : undefined),
  datetime: readDatetime,
  boolean(text) {
    if (/^(true|yes|y|1|oui|vrai)$/i.test(text)) return "true";
    return /^(false|no|n|0|non|faux)$/i.test(text) ? "false" : undefined;
  },
};

const kindOf = (type: FieldType): (typeof kindOfType)[FieldType] => kindOfType[type];

/** An instant as text, from ISO 8601; without a zone it is wall time in `zone` (a skipped hour: the next valid minute). */
export function readDatetime(text: string, zone: string): string | undefined {
  const instant = parseInstant(text);
  if (instant !== undefined) return toIso(instant);
  if (!/^\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d{1,9})?)?)?$/.test(text)) return undefined;
  try {
    const local = Temporal.PlainDateTime.from(text.replace(" ", "T"), { overflow: "reject" });
    const at = micros(local.toZonedDateTime(zone).epochMilliseconds * 1000);
    return isWritable(at) ? toIso(at) : undefined;
  } catch {
    return undefined;
  }
}
