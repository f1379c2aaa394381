import { Temporal } from "temporal-polyfill";

/** What a person's field holds. Dates are `2026-05-31`, instants ISO 8601. */
export type Value = string | number | boolean | null;

export type Kind = "text" | "number" | "boolean" | "date" | "datetime";

/** The moment a rule is judged, and the zone its days are counted in. */
export interface Now {
  readonly at: Temporal.Instant;
  readonly zone: string;
}

/** Does a value satisfy “operator values”? Written from behaviour §2.6, table by table. */
export function satisfies(
  kind: Kind,
  value: Value,
  operator: string,
  values: readonly (string | number | boolean)[],
  now: Now,
  excludeEmpty = false,
): boolean {
  if (operator === "is empty") return value === null;
  if (operator === "is not empty") return value !== null;
  if (kind === "text") return textSatisfies(value as string | null, operator, values.map(String));
  if (kind === "number") return numberSatisfies(value as number | null, operator, values.map(Number));
  if (kind === "boolean") return values.some((wanted) => String(wanted) === String(value ?? false));
  return kind === "date"
    ? dateSatisfies(value as string | null, operator, values.map(String), now, excludeEmpty)
    : instantSatisfies(value as string | null, operator, values.map(String), now, excludeEmpty);
}

const same = (text: string): string => text.normalize("NFC").toLowerCase();

function textSatisfies(value: string | null, operator: string, values: readonly string[]): boolean {
  const has = value === null ? null : same(value);
  const wanted = values.map((one) => same(one.trim()));
  switch (operator) {
    case "is":
      return has !== null && wanted.some((one) => has === one);
    case "is not":
      return has === null || wanted.every((one) => has !== one);
    case "starts with":
      return has !== null && wanted.some((one) => has.startsWith(one));
    case "not starts with":
      return has === null || wanted.every((one) => !has.startsWith(one));
    case "contains":
      return has !== null && wanted.some((one) => has.includes(one));
    case "not contains":
      return has === null || wanted.every((one) => !has.includes(one));
    default:
      throw new Error(`text ${operator}`);
  }
}

function numberSatisfies(value: number | null, operator: string, values: readonly number[]): boolean {
  const [first = Number.NaN, second = Number.NaN] = values;
  switch (operator) {
    case "is":
      return values.includes(value ?? 0);
    case "is not":
      return !values.includes(value ?? 0);
    case "between":
      return value !== null && first <= value && value <= second;
    case "greater than":
      return value !== null && value > first;
    case "less than":
      return value !== null && value < first;
    case "at least":
      return value !== null && value >= first;
    case "at most":
      return value !== null && value <= first;
    default:
      throw new Error(`number ${operator}`);
  }
}

const alsoNobody = (operator: string, excludeEmpty: boolean): boolean =>
  operator === "is not" || (["before", "on or before", "in past before"].includes(operator) && !excludeEmpty);

function dateSatisfies(
  value: string | null,
  operator: string,
  values: readonly string[],
  now: Now,
  excludeEmpty: boolean,
): boolean {
  if (value === null) return alsoNobody(operator, excludeEmpty);
  const day = Temporal.PlainDate.from(value);
  const today = now.at.toZonedDateTimeISO(now.zone).toPlainDate();
  const shifted = (sign: 1 | -1): Temporal.PlainDate => {
    const [count, unit] = lengthOf(values[0] ?? "");
    return unit === "hours"
      ? today.add({ days: sign * Math.ceil(count / 24) })
      : today.add({ [unit]: sign * count });
  };
  const against = (other: Temporal.PlainDate): number => Temporal.PlainDate.compare(day, other);
  switch (operator) {
    case "in past":
      return against(shifted(-1)) > 0 && against(today) <= 0;
    case "in past before":
      return against(shifted(-1)) <= 0;
    case "in future":
      return against(today) >= 0 && against(shifted(1)) < 0;
    case "in future after":
      return against(shifted(1)) >= 0;
    default:
      return daySatisfies(day, operator, values, today);
  }
}

function instantSatisfies(
  value: string | null,
  operator: string,
  values: readonly string[],
  now: Now,
  excludeEmpty: boolean,
): boolean {
  if (value === null) return alsoNobody(operator, excludeEmpty);
  const instant = Temporal.Instant.from(value);
  const local = now.at.toZonedDateTimeISO(now.zone);
  const shifted = (sign: 1 | -1): Temporal.Instant => {
    const [count, unit] = lengthOf(values[0] ?? "");
    return local.add({ [unit]: sign * count }).toInstant();
  };
  const against = (other: Temporal.Instant): number => Temporal.Instant.compare(instant, other);
  switch (operator) {
    case "in past":
      return against(shifted(-1)) > 0 && against(now.at) <= 0;
    case "in past before":
      return against(shifted(-1)) <= 0;
    case "in future":
      return against(now.at) >= 0 && against(shifted(1)) < 0;
    case "in future after":
      return against(shifted(1)) >= 0;
    default:
      return daySatisfies(
        instant.toZonedDateTimeISO(now.zone).toPlainDate(),
        operator,
        values,
        local.toPlainDate(),
      );
  }
}

/** `90 days` → 90 and "days". */
function lengthOf(text: string): [number, "hours" | "days" | "weeks" | "months" | "years"] {
  const [count = "", unit = ""] = text.split(" ");
  return [Number(count), (unit.endsWith("s") ? unit : `${unit}s`) as "days"];
}

/** The operators that speak of whole days. */
function daySatisfies(
  day: Temporal.PlainDate,
  operator: string,
  values: readonly string[],
  today: Temporal.PlainDate,
): boolean {
  if (operator === "in time frame") return inFrame(day, values[0] ?? "", today);
  const against = values.map((one) => Temporal.PlainDate.compare(day, Temporal.PlainDate.from(one)));
  const [first = 0, last = 0] = against;
  switch (operator) {
    case "is":
      return against.includes(0);
    case "is not":
      return !against.includes(0);
    case "between":
      return first >= 0 && last <= 0;
    case "after":
      return first > 0;
    case "before":
      return first < 0;
    case "on or after":
      return first >= 0;
    case "on or before":
      return first <= 0;
    default:
      throw new Error(`day ${operator}`);
  }
}

/** Weeks start on Monday, quarters are those of the calendar. */
function inFrame(day: Temporal.PlainDate, frame: string, today: Temporal.PlainDate): boolean {
  const ago = day.until(today, { largestUnit: "days" }).days;
  if (frame === "Last 7 Days") return ago >= 0 && ago < 7;
  if (frame === "Last 30 Days") return ago >= 0 && ago < 30;
  if (frame === "Today") return ago === 0;
  if (frame === "Yesterday") return ago === 1;
  if (frame === "Tomorrow") return ago === -1;
  const [which = "", unit = ""] = frame.split(" ");
  const count = (date: Temporal.PlainDate): number => {
    if (unit === "Year") return date.year;
    if (unit === "Month") return date.year * 12 + date.month;
    if (unit === "Quarter") return date.year * 4 + Math.ceil(date.month / 3);
    const monday = date.subtract({ days: date.dayOfWeek - 1 });
    return Temporal.PlainDate.from("2001-01-01").until(monday, { largestUnit: "days" }).days / 7; // a Monday
  };
  return count(day) - count(today) === ({ Last: -1, This: 0, Next: 1 } as Record<string, number>)[which];
}
