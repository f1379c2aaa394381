import { Temporal } from "temporal-polyfill";
import { day, minute, type Instant } from "#kernel/clock.ts";
import { parseDuration } from "#domain/duration.ts";
import { readDatetime } from "#domain/field-value.ts";
import type { Flow, Step } from "#domain/flow.ts";
import { parseTime, wallInstant, waitLength } from "#domain/wait.ts";
import type { Args } from "./define.ts";

/** How long after the event that begins a flow something happens in it, in microseconds: from, and at most. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export const AT_ONCE: Span = { from: 0, to: 0 };

/** Whether two things may happen at the same moment. */
export const meet = (one: Span, other: Span): boolean => one.from <= other.to && other.from <= one.to;

/** When each step of a flow begins: after the waits before it. */
export function beginnings({ steps }: Flow, at: Instant, zone: string): Span[] {
  let now = AT_ONCE;
  return steps.map((step) => {
    const begins = now;
    const { from, to } = lengthOf(step, at, zone);
    now = { from: now.from + from, to: now.to + to };
    return begins;
  });
}

/** How long a step keeps people; whoever takes a choice that does nothing goes on at once. */
function lengthOf({ action, args, choices }: Step, at: Instant, zone: string): Span {
  if (action !== "wait") return AT_ONCE;
  const ways = [args, ...choices.map((choice) => choice.args)].map((one) => waitOf(one, at, zone));
  return {
    from: Math.min(...ways.map(({ from }) => from)),
    to: Math.max(...ways.map(({ to }) => to)),
  };
}

/** How long one wait takes. A date that is past, and one that only the person has, may keep nobody. */
function waitOf(args: Args | null, at: Instant, zone: string): Span {
  if (args === null) return AT_ONCE;
  const length = parseDuration(String(args["for"]));
  if (length) {
    const from = waitLength(length);
    const exact = args["on"] === undefined && args["at"] === undefined;
    return { from, to: exact ? from : from + 8 * day };
  }
  return { from: isAhead(args, at, zone) ? minute : 0, to: Infinity };
}

function isAhead({ until, at: time }: Args, at: Instant, zone: string): boolean {
  if (typeof until !== "string" || readDatetime(until, zone) === undefined) return false;
  const begin = parseTime(String(time)) ?? "00:00";
  return wallInstant(Temporal.PlainDate.from(until), Temporal.PlainTime.from(begin), zone) > at;
}
