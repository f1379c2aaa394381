import { instantText, micros, type Instant } from "#kernel/clock.ts";
import { anyOf, allOf, empty, sql, type Sql } from "#kernel/sql.ts";
import {
  dayOf,
  frameDays,
  parseTimeFrame,
  startOfDay,
  type Calendar,
  type TimeFrame,
} from "#domain/calendar.ts";
import { parseDuration, shiftDay, shiftInstant, type Duration } from "#domain/duration.ts";
import type { ValueKind } from "#domain/field.ts";
import { emptyToo, negativeOperators, type RuleValue } from "#domain/operator.ts";
import { Temporal } from "temporal-polyfill";

/** When a rule is judged, how days are counted, and for how many people the statement is planned. */
export interface Moment {
  readonly at: Instant;
  readonly calendar: Calendar;
  readonly reach: "everybody" | "each";
}

/** A rule about one value: operator and operands, already checked. */
export interface Comparison {
  readonly operator: string;
  readonly values: readonly RuleValue[];
  readonly excludeEmpty?: boolean | undefined;
}

/**
 * The condition that `value` (an expression of this kind) satisfies the comparison, with the exact treatment of empty
 * values of behaviour §2.6. Null, which is as good as false, where a positive operator meets an empty value.
 */
export function compare(kind: ValueKind, comparison: Comparison, value: Sql, moment: Moment): Sql {
  const { operator } = comparison;
  if (operator === "is empty") return sql`${value} is null`;
  if (operator === "is not empty") return sql`${value} is not null`;
  if (negativeOperators.has(operator)) {
    const positive = {
      ...comparison,
      operator: operator === "is not" ? "is" : operator.slice("not ".length),
    };
    return sql`(${holds(kind, positive, value, moment)}) is not true`;
  }
  return holds(kind, comparison, value, moment);
}

/** The positive operators; null for an empty value unless the operator says otherwise. */
function holds(kind: ValueKind, comparison: Comparison, value: Sql, moment: Moment): Sql {
  switch (kind) {
    case "text":
      return textHolds(comparison, value, moment);
    case "whole":
      return numberHolds(comparison, value, sql`integer`);
    case "decimal":
      return numberHolds(comparison, value, sql`numeric`);
    case "float":
      return numberHolds(comparison, value, sql`double precision`);
    case "date":
      return dateHolds(comparison, value, (operator, given) => dayWindow(operator, given, moment), sql`date`);
    case "datetime":
      return dateHolds(
        comparison,
        value,
        (operator, given) => instantWindow(operator, given, moment),
        sql`timestamptz`,
      );
    case "boolean":
      return sql`coalesce(${value}, false) = any(${comparison.values.map(isTrue)}::boolean[])`;
    case "formula":
      throw new TypeError("a formula cannot be compared");
  }
}

const isTrue = (value: RuleValue): boolean => String(value).trim().toLowerCase() === "true";

/**
 * Typed texts are folded once per statement: by the planner, when the statement is planned for everybody and its
 * parameters are known then; else, where a kept plan serves many calls, by a sub-select that runs once.
 */
function textHolds({ operator, values }: Comparison, value: Sql, { reach }: Moment): Sql {
  const texts = values.map((one) => String(one).trim().normalize("NFC"));
  const folded = (typed: Sql): Sql =>
    reach === "everybody" ? sql`fold(${typed})` : sql`(select fold(${typed}))`;
  if (operator === "is")
    return sql`fold(${value}) = any(${folded(sql`${texts}::text[]`)}${reach === "each" ? sql`::text[]` : empty})`;
  const test = operator === "starts with" ? startsWith : contains;
  return anyOf(texts.map((text) => test(value, folded(sql`${text}::text`))));
}

const startsWith = (value: Sql, start: Sql): Sql => sql`starts_with(fold(${value}), ${start})`;
const contains = (value: Sql, part: Sql): Sql => sql`strpos(fold(${value}), ${part}) > 0`;

const SIGN: Record<string, Sql> = {
  "greater than": sql`>`,
  "less than": sql`<`,
  "at least": sql`>=`,
  "at most": sql`<=`,
};

function numberHolds({ operator, values }: Comparison, value: Sql, type: Sql): Sql {
  const numbers = values.map((one) => String(one).trim());
  if (operator === "is") {
    const equal = sql`${value} = any(${numbers}::${type}[])`;
    return numbers.some((one) => Number(one) === 0) ? sql`(${equal} or ${value} is null)` : equal;
  }
  if (operator === "between") {
    const [low, high] = [...numbers].toSorted((a, b) => Number(a) - Number(b));
    return sql`${value} between ${low}::${type} and ${high}::${type}`;
  }
  return sql`${value} ${SIGN[operator] ?? sql`=`} ${numbers[0]}::${type}`;
}

/** From `from` on and before `until`, each as PostgreSQL reads it. */
interface Window {
  readonly from?: string;
  readonly until?: string;
}

function dateHolds(
  comparison: Comparison,
  value: Sql,
  windowOf: (operator: string, given: string[]) => Window,
  type: Sql,
): Sql {
  const { operator, excludeEmpty } = comparison;
  const given = comparison.values.map((one) => String(one).trim());
  if (operator === "is") return anyOf(given.map((one) => within(windowOf("is", [one]), value, type)));
  const inside = within(windowOf(operator, given), value, type);
  return emptyToo.has(operator) && !excludeEmpty ? sql`(${inside} or ${value} is null)` : inside;
}

function within(window: Window, value: Sql, type: Sql): Sql {
  const ends: Sql[] = [];
  if (window.from) ends.push(sql`${value} >= ${window.from}::${type}`);
  if (window.until) ends.push(sql`${value} < ${window.until}::${type}`);
  return allOf(ends);
}

/** The earliest instant a comparison of instants can accept, if there is one: it prunes partitions of the log. */
export function earliest({ operator, values }: Comparison, moment: Moment): string | undefined {
  if (operator === "is not") return undefined;
  const froms = (operator === "is" ? values.map((one) => [one]) : [values]).map(
    (given) =>
      instantWindow(
        operator,
        given.map((one) => String(one).trim()),
        moment,
      ).from,
  );
  return froms.includes(undefined)
    ? undefined
    : froms.reduce((least, one) => ((one ?? "") < (least ?? "") ? one : least));
}

function instantWindow(operator: string, given: string[], { at, calendar }: Moment): Window {
  const shifted = (sign: 1 | -1): Instant => shiftInstant(at, duration(given), sign, calendar.zone);
  const window = (from?: Instant, until?: Instant): Window => ({
    ...(from === undefined ? {} : { from: instantText(from) }),
    ...(until === undefined ? {} : { until: instantText(until) }),
  });
  const after = (instant: Instant): Instant => micros(instant + 1);
  switch (operator) {
    case "in past":
      return window(after(shifted(-1)), after(at));
    case "in past before":
      return window(undefined, after(shifted(-1)));
    case "in future":
      return window(at, shifted(1));
    case "in future after":
      return window(shifted(1));
  }
  const days = daysOf(operator, given, dayOf(at, calendar.zone), calendar);
  return window(
    days.from && startOfDay(days.from, calendar.zone),
    days.until && startOfDay(days.until, calendar.zone),
  );
}

function dayWindow(operator: string, given: string[], { at, calendar }: Moment): Window {
  const today = dayOf(at, calendar.zone);
  const shifted = (sign: 1 | -1): Temporal.PlainDate => shiftDay(today, duration(given), sign);
  const window = ({ from, until }: Days): Window => ({
    ...(from ? { from: dayText(from) } : {}),
    ...(until ? { until: dayText(until) } : {}),
  });
  const next = (date: Temporal.PlainDate): Temporal.PlainDate => date.add({ days: 1 });
  switch (operator) {
    case "in past":
      return window({ from: next(shifted(-1)), until: next(today) });
    case "in past before":
      return window({ until: next(shifted(-1)) });
    case "in future":
      return window({ from: today, until: shifted(1) });
    case "in future after":
      return window({ from: shifted(1) });
  }
  return window(daysOf(operator, given, today, calendar));
}

/** A day as PostgreSQL reads it; of those that cannot be written, the beginning or the end of all time. */
const dayText = (day: Temporal.PlainDate): string =>
  day.year < 1 ? "-infinity" : day.year > 9999 ? "infinity" : day.toString();

interface Days {
  readonly from?: Temporal.PlainDate;
  readonly until?: Temporal.PlainDate;
}

/** The operators that speak of whole days, the same for dates and instants. */
function daysOf(operator: string, given: string[], today: Temporal.PlainDate, calendar: Calendar): Days {
  if (operator === "in time frame")
    return frameDays(parseTimeFrame(given[0] ?? "") as TimeFrame, today, calendar);
  const dates = given
    .map((one) => Temporal.PlainDate.from(one))
    .toSorted((a, b) => Temporal.PlainDate.compare(a, b));
  const first = dates[0] as Temporal.PlainDate;
  const last = dates.at(-1) as Temporal.PlainDate;
  const next = last.add({ days: 1 });
  switch (operator) {
    case "is":
    case "between":
      return { from: first, until: next };
    case "after":
      return { from: next };
    case "before":
      return { until: first };
    case "on or after":
      return { from: first };
    case "on or before":
      return { until: next };
    default:
      throw new TypeError(`no such operator: ${operator}`);
  }
}

function duration(given: string[]): Duration {
  const found = parseDuration(given[0] ?? "");
  if (!found) throw new TypeError(`not a duration: ${given[0]}`);
  return found;
}
