import { isCalendarDate } from "#kernel/clock.ts";
import { problem, type Problem } from "#kernel/fault.ts";
import { parseTimeFrame, timeFrames } from "./calendar.ts";
import { parseDuration } from "./duration.ts";
import { isFloat } from "./field-value.ts";
import type { ValueKind } from "./field.ts";

const text = [
  "is",
  "is not",
  "starts with",
  "not starts with",
  "contains",
  "not contains",
  "is empty",
  "is not empty",
] as const;
const float = [
  "between",
  "greater than",
  "less than",
  "at least",
  "at most",
  "is empty",
  "is not empty",
] as const;
const number = ["is", "is not", ...float] as const;
const date = [
  "is",
  "is not",
  "between",
  "in past",
  "in past before",
  "in future",
  "in future after",
  "in time frame",
  "after",
  "before",
  "on or after",
  "on or before",
  "is empty",
  "is not empty",
] as const;

/** What a rule can ask of a value of each kind, in the order a menu shows it (behaviour §2.6). */
export const operatorsOf = {
  text,
  whole: number,
  decimal: number,
  float,
  date,
  datetime: date,
  boolean: ["is"],
  formula: [],
} as const satisfies Record<ValueKind, readonly string[]>;

/** What a rule can ask of a reference to a thing (an e-mail, a list, a web page …). */
export const referenceOperators = ["is", "is not", "is any"] as const;
/** As {@link referenceOperators}, for things known by free text such as a web page. */
export const namedOperators = [
  ...referenceOperators,
  "starts with",
  "not starts with",
  "contains",
  "not contains",
] as const;
export const membershipOperators = ["in", "not in"] as const;

export type Operator =
  | (typeof text)[number]
  | (typeof number)[number]
  | (typeof date)[number]
  | (typeof namedOperators)[number]
  | (typeof membershipOperators)[number];

/** A value in a rule, as it came from JSON. */
export type RuleValue = string | number | boolean;

/** Operators that say what is *not*: with several values, none of them may hold; an empty value satisfies them. */
export const negativeOperators: ReadonlySet<string> = new Set([
  "is not",
  "not starts with",
  "not contains",
  "not in",
]);

/** Operators that also take people without a date, unless the rule leaves them out (behaviour §2.6). */
export const emptyToo: ReadonlySet<string> = new Set(["before", "on or before", "in past before"]);

const noValue = new Set(["is empty", "is not empty", "is any"]);
const oneValue = new Set([
  "greater than",
  "less than",
  "at least",
  "at most",
  "in past",
  "in past before",
  "in future",
  "in future after",
  "in time frame",
  "after",
  "before",
  "on or after",
  "on or before",
]);
const durationOperators = new Set(["in past", "in past before", "in future", "in future after"]);

/** What an operator takes. */
export type Arity = "none" | "one" | "two" | "many";

export function arityOf(operator: string): Arity {
  if (noValue.has(operator)) return "none";
  if (operator === "between") return "two";
  return oneValue.has(operator) ? "one" : "many";
}

/** What the values of an operator are, where they are of no other kind than its field: a duration, a frame. */
export function valueFormOf(operator: string): "duration" | "time frame" | "value" {
  if (durationOperators.has(operator)) return "duration";
  return operator === "in time frame" ? "time frame" : "value";
}

/** The most values one rule may hold. */
export const MOST_VALUES = 5_000;

/** Checks the operator and values of a rule about a value of some kind. */
export function checkOperator(
  kind: ValueKind,
  operator: string | undefined,
  values: readonly RuleValue[],
  path: string,
): Problem[] {
  const allowed: readonly string[] = operatorsOf[kind];
  if (kind === "boolean") operator ??= "is";
  if (!operator) return [problem(`${path}.operator`, "operator.missing")];
  if (!allowed.includes(operator))
    return [problem(`${path}.operator`, "operator.notAllowed", { operator, allowed: allowed.join(", ") })];
  const counted = checkCount(operator, values, `${path}.values`);
  if (counted.length > 0) return counted;
  return values.flatMap((value, index) => checkValue(kind, operator, value, `${path}.values[${index}]`));
}

/** Checks how many values an operator got. */
export function checkCount(operator: string, values: readonly RuleValue[], path: string): Problem[] {
  if (noValue.has(operator))
    return values.length === 0 ? [] : [problem(path, "value.count", { given: values.length, wanted: 0 })];
  if (values.length === 0 || values.some((value) => typeof value === "string" && value.trim() === ""))
    return [problem(path, "value.missing")];
  if (operator === "between" && values.length !== 2)
    return [problem(path, "value.count", { given: values.length, wanted: 2 })];
  if (oneValue.has(operator) && values.length !== 1)
    return [problem(path, "value.count", { given: values.length, wanted: 1 })];
  if (values.length > MOST_VALUES)
    return [
      problem(path, "smartList.tooLarge", { count: values.length, what: "values", limit: MOST_VALUES }),
    ];
  return [];
}

function checkValue(kind: ValueKind, operator: string, value: RuleValue, path: string): Problem[] {
  const wanted = wantedValue(kind, operator);
  if (typeof value === "string" && value.includes("{{"))
    return [problem(path, "value.type", { value, wanted })];
  return accepts(kind, operator, value)
    ? []
    : [problem(path, "value.type", { value: String(value).slice(0, 100), wanted })];
}

function accepts(kind: ValueKind, operator: string, value: RuleValue): boolean {
  const written = String(value).trim();
  switch (kind) {
    case "text":
      return typeof value !== "boolean";
    case "whole":
      return (
        typeof value !== "boolean" &&
        /^[+-]?\d{1,10}$/.test(written) &&
        Math.abs(Number(written)) <= 2_147_483_647
      );
    case "decimal":
    case "float":
      return (
        typeof value !== "boolean" &&
        /^[+-]?(\d{1,18}(\.\d*)?|\.\d+)(e[+-]?\d{1,3})?$/i.test(written) &&
        (kind === "decimal" || isFloat(written))
      );
    case "date":
    case "datetime":
      if (durationOperators.has(operator)) return parseDuration(written) !== undefined;
      if (operator === "in time frame") return parseTimeFrame(written) !== undefined;
      return isCalendarDate(written);
    case "boolean":
      return /^(true|false)$/i.test(written);
    case "formula":
      return false;
  }
}

function wantedValue(kind: ValueKind, operator: string): string {
  if (kind === "date" || kind === "datetime") {
    if (durationOperators.has(operator))
      return "a duration such as 1 hour, 82 days, 3 weeks, 14 months or 1 year";
    if (operator === "in time frame") return `one of: ${timeFrames.join(", ")}`;
    return "a date such as 2026-05-31";
  }
  const names = {
    text: "a text without tokens",
    whole: "a whole number",
    decimal: "a number",
    float: "a number",
    boolean: "true or false",
    formula: "a value",
  };
  return names[kind];
}
