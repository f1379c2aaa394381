/**
 * An instant: whole microseconds since 1970-01-01T00:00Z, the precision PostgreSQL keeps.
 * A number holds it exactly until the year 2255.
 */
export type Instant = number & { readonly unit: "µs" };

/** What tells the time. The product never asks the machine: time is an argument. */
export interface Clock {
  now(): Instant;
}

export const micros = (n: number): Instant => n as Instant;

export const second = 1_000_000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;

/** The machine's clock, moved by an offset in microseconds that may change while it runs. */
export class SystemClock implements Clock {
  offset = 0;

  now(): Instant {
    return micros(Date.now() * 1000 + this.offset);
  }
}

/** A clock that stands still until it is set: for tests, and for an instance whose clock is moved by hand. */
export class ManualClock implements Clock {
  private instant: Instant;

  constructor(start: Instant | string) {
    this.instant = typeof start === "string" ? instantFromIso(start) : start;
  }

  now(): Instant {
    return this.instant;
  }

  set(to: Instant | string): void {
    this.instant = typeof to === "string" ? instantFromIso(to) : to;
  }

  advance(by: number): void {
    this.instant = micros(this.instant + by);
  }
}

const ISO = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)(?:\.(\d{1,9}))?(Z|[+-]\d\d(?::?\d\d)?)$/i;

/** Reads an ISO 8601 instant with a zone (`2026-05-01T09:00:00Z`); `undefined` when it is not one. */
export function parseInstant(text: string): Instant | undefined {
  const found = ISO.exec(text.trim());
  if (!found) return undefined;
  const [, date, time, fraction = "", zone = "Z"] = found;
  const offset = /^[+-]\d\d$/.test(zone) ? `${zone}:00` : zone;
  const ms = Date.parse(`${date}T${time}${offset.toUpperCase()}`);
  if (Number.isNaN(ms) || !isCalendarDate(date as string)) return undefined;
  const instant = micros(ms * 1000 + Number(fraction.padEnd(6, "0").slice(0, 6)));
  return isWritable(instant) ? instant : undefined;
}

const FIRST = Date.parse("0001-01-01T00:00Z") * 1000;
const END = Date.parse("+010000-01-01T00:00Z") * 1000;

/** True in the years 1 to 9999 of UTC: only these can be written as text that PostgreSQL reads. */
export const isWritable = (instant: Instant): boolean => instant >= FIRST && instant < END;

/** As {@link parseInstant}, for text that is known to be an instant. Throws otherwise. */
export function instantFromIso(text: string): Instant {
  const instant = parseInstant(text);
  if (instant === undefined) throw new TypeError(`not an instant: ${text}`);
  return instant;
}

/** `2026-05-01T09:00:00.000000Z`, as PostgreSQL reads it without loss. */
export function toIso(instant: Instant): string {
  const ms = Math.floor(instant / 1000);
  const rest = instant - ms * 1000;
  return new Date(ms).toISOString().replace("Z", `${String(rest).padStart(3, "0")}Z`);
}

/** An instant as PostgreSQL reads it; of those that cannot be written, the beginning or the end of all time. */
export const instantText = (at: number): string =>
  at < FIRST ? "-infinity" : at >= END ? "infinity" : toIso(micros(at));

/** True for a day that exists (`2026-02-30` does not), from the year 1 on. */
export function isCalendarDate(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text) || text.startsWith("0000")) return false;
  const ms = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text);
}
