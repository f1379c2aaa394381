import { day, hour, micros, minute, type Instant } from "#kernel/clock.ts";
import type { Label } from "./label.ts";
import { Temporal } from "temporal-polyfill";

export type DurationUnit = "minute" | "hour" | "day" | "week" | "month" | "year";

/** A length of time as a marketer writes it: “82 days”. */
export interface Duration {
  readonly count: number;
  readonly unit: DurationUnit;
}

/** Longer than calendars go (271,821 years) is nothing. */
const MOST_YEARS = 99_999;
const FORM = /^(\d{1,6})\s+(minute|hour|day|week|month|year)s?$/i;

/** Reads `1 hour`, `3 weeks`; a unit must be written in full (behaviour §2.6, §3.5). `undefined` when it is not one. */
export function parseDuration(text: string): Duration | undefined {
  const found = FORM.exec(text.trim());
  if (!found) return undefined;
  const [count, unit] = [Number(found[1]), (found[2] as string).toLowerCase() as DurationUnit];
  return unit === "year" && count > MOST_YEARS ? undefined : { count, unit };
}

const EXACT: Partial<Record<DurationUnit, number>> = { minute, hour };

const FRENCH: Readonly<Record<DurationUnit, readonly [one: string, more: string]>> = {
  minute: ["minute", "minutes"],
  hour: ["heure", "heures"],
  day: ["jour", "jours"],
  week: ["semaine", "semaines"],
  month: ["mois", "mois"],
  year: ["an", "ans"],
};

/** A length of time as people say it. */
export const durationLabel = ({ count, unit }: Duration): Label => ({
  en: `${count} ${unit}${count === 1 ? "" : "s"}`,
  fr: `${count} ${FRENCH[unit][count > 1 ? 1 : 0]}`,
});

const LAST: Readonly<Record<DurationUnit, readonly [one: string, more: string]>> = {
  minute: ["de la dernière minute", "dernières minutes"],
  hour: ["de la dernière heure", "dernières heures"],
  day: ["du dernier jour", "derniers jours"],
  week: ["de la dernière semaine", "dernières semaines"],
  month: ["du dernier mois", "derniers mois"],
  year: ["de la dernière année", "dernières années"],
};

/** The time that ends now, as people say it: “in the last 30 days”. */
export function lastLabel(length: Duration): Label {
  const { count, unit } = length;
  const [one, more] = LAST[unit];
  return {
    en: `in the last ${count === 1 ? unit : durationLabel(length).en}`,
    fr: `au cours ${count === 1 ? one : `des ${count} ${more}`}`,
  };
}

/**
 * The instant a duration before (`-1`) or after (`1`) another. Minutes and hours are elapsed time; days and longer are
 * calendar units of the zone, so that “1 day” before 09:00 is 09:00 the day before, also over a clock change.
 */
export function shiftInstant(from: Instant, by: Duration, sign: 1 | -1, zone: string): Instant {
  const exact = EXACT[by.unit];
  if (exact !== undefined) return micros(from + sign * by.count * exact);
  const ms = Math.floor(from / 1000);
  const moved = Temporal.Instant.fromEpochMilliseconds(ms)
    .toZonedDateTimeISO(zone)
    .add(Temporal.Duration.from({ [`${by.unit}s`]: sign * by.count }));
  return micros(moved.epochMilliseconds * 1000 + (from - ms * 1000));
}

/** The calendar day a duration before or after another; hours round up to whole days. */
export function shiftDay(from: Temporal.PlainDate, by: Duration, sign: 1 | -1): Temporal.PlainDate {
  const exact = EXACT[by.unit];
  const length =
    exact === undefined
      ? { [`${by.unit}s`]: sign * by.count }
      : { days: sign * Math.ceil((by.count * exact) / day) };
  return from.add(Temporal.Duration.from(length));
}
