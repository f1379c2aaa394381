import { useClock } from "./clock.ts";
import { useLanguage, type Language } from "./language.ts";

/** How numbers and instants are written in a language and a zone. */
export interface Format {
  readonly zone: string;
  number(value: number): string;
  /** Money: a whole number, or one with two digits of its fraction. */
  amount(value: number): string;
  /** 0.25 as `25 %`. */
  percent(share: number): string;
  date(instant: string): string;
  /** A day of no zone (`2027-05-31`). */
  day(date: string): string;
  time(instant: string): string;
  /** Day and time with seconds, and the year if it is not this one: for logs. */
  stamp(instant: string, now: number): string;
  /** Date and time, without the zone. */
  dateTime(instant: string): string;
  /** A day and time on some wall (`2027-05-31T09:00`), with the weekday: for runs to come. */
  wall(local: string): string;
  /** Date and time with seconds and the zone: for titles and details. */
  exact(instant: string): string;
  /** “3 minutes ago”, “in 2 days”. */
  relative(instant: string, now: number): string;
  /** A length: “2 d 3 h”. */
  length(seconds: number): string;
  list(things: readonly string[]): string;
}

/** In the reader's language and the subscription's zone. */
export function useFormat(): Format {
  const language = useLanguage();
  const { zone } = useClock();
  return formatOf(language, zone);
}

const TAGS: Record<Language, string> = { en: "en-GB", fr: "fr-FR" };

const made = new Map<string, Format>();

/** Made once: the formatters of a browser take milliseconds to make, and a table asks for thousands. */
function formatOf(language: Language, zone: string): Format {
  const key = `${language} ${zone}`;
  const format = made.get(key) ?? makeFormat(language, zone);
  made.set(key, format);
  return format;
}

/** In French the first of a month is “1er”. */
export const firstOfMonth = (text: string, language: Language): string =>
  language === "fr" ? text.replace(/(?<!\d)1 (?=\p{L})/u, "1er ") : text;

function makeFormat(language: Language, timeZone: string): Format {
  const tag = TAGS[language];
  const said = (format: Intl.DateTimeFormat, at: number): string => firstOfMonth(format.format(at), language);
  const numbers = new Intl.NumberFormat(language);
  const cents = new Intl.NumberFormat(language, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const percents = new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 1 });
  const day = { day: "numeric", month: "short", year: "numeric" } as const;
  const dates = new Intl.DateTimeFormat(tag, { ...day, timeZone });
  const days = new Intl.DateTimeFormat(tag, { ...day, timeZone: "UTC" });
  const stamps = new Intl.DateTimeFormat(tag, {
    timeZone,
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  });
  const years = new Intl.DateTimeFormat(tag, { timeZone, year: "numeric" });
  const times = new Intl.DateTimeFormat(tag, { timeZone, hour: "2-digit", minute: "2-digit" });
  const exact = new Intl.DateTimeFormat(tag, { timeZone, dateStyle: "full", timeStyle: "long" });
  const walls = new Intl.DateTimeFormat(tag, {
    timeZone: "UTC",
    weekday: "short",
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
  });
  const counted = new Intl.RelativeTimeFormat(language, { numeric: "always" });
  const named = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
  const isoDays = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short" });
  const dayOf = (at: number): number => Date.parse(isoDays.format(at)) / 86_400_000;
  const lists = new Intl.ListFormat(language, { type: "conjunction" });
  const units = UNITS[language];
  return {
    zone: timeZone,
    number: (value) => numbers.format(value),
    amount: (value) => (Number.isInteger(value) ? numbers : cents).format(value),
    percent: (share) => percents.format(share),
    date: (instant) => said(dates, Date.parse(instant)),
    day: (date) => (Number.isNaN(Date.parse(date)) ? date : said(days, Date.parse(date))),
    time: (instant) => times.format(Date.parse(instant)),
    stamp(instant, now) {
      const at = Date.parse(instant);
      const year = years.format(at) === years.format(now) ? "" : `${years.format(at)} `;
      return year + said(stamps, at).replace(",", "");
    },
    dateTime: (instant) => `${said(dates, Date.parse(instant))}, ${times.format(Date.parse(instant))}`,
    wall: (local) => said(walls, Date.parse(`${local}Z`)),
    exact: (instant) => `${said(exact, Date.parse(instant))} (${timeZone})`,
    relative(instant, now) {
      const seconds = Math.round((Date.parse(instant) - now) / 1000);
      if (Math.abs(seconds) < 45) return seconds > 0 ? named.format(0, "second") : JUST_NOW[language];
      const [, size, unit] = STEPS.find(([from]) => Math.abs(seconds) >= from) ?? LEAST;
      // Yesterday and tomorrow are days of the calendar, however many hours away.
      const ahead = dayOf(Date.parse(instant)) - dayOf(now);
      if (unit === "day" && ahead !== 0) return named.format(ahead, "day");
      return counted.format(Math.round(seconds / size), unit);
    },
    length: (seconds) => lengthOf(Math.round(seconds), units),
    list: (things) => lists.format(things),
  };
}

/** From how many seconds on what is said in which unit: never so that it sounds exact and is not (“next month”). */
const STEPS: readonly (readonly [from: number, size: number, unit: Intl.RelativeTimeFormatUnit])[] = [
  [548 * 86_400, 31_556_952, "year"],
  [60 * 86_400, 2_629_746, "month"],
  [21 * 86_400, 604_800, "week"],
  [82_000, 86_400, "day"],
  [3400, 3600, "hour"],
];
const LEAST = [0, 60, "minute"] as const;

const JUST_NOW: Record<Language, string> = { en: "just now", fr: "à l’instant" };
const UNITS: Record<Language, readonly string[]> = { en: ["d", "h", "min", "s"], fr: ["j", "h", "min", "s"] };
const LENGTHS = [86_400, 3600, 60, 1] as const;

function lengthOf(seconds: number, units: readonly string[]): string {
  const first = LENGTHS.findIndex((size) => seconds >= size);
  if (first < 0) return `0 ${units[3]}`;
  const parts = LENGTHS.slice(first, first + 2).map((size, index) => {
    const left = index === 0 ? seconds : seconds % (LENGTHS[first] as number);
    return [Math.floor(left / size), units[first + index]] as const;
  });
  return parts
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count} ${unit}`)
    .join(" ");
}
