import { firstOfMonth } from "../../format.ts";
import { useLanguage, type Language } from "../../language.ts";

/** How days and months are said. */
export interface DayWords {
  /** “May 2027”. */
  month(month: string): string;
  /** “May – Jun 2027”. */
  months(first: string, last: string): string;
  /** “Mon”. */
  weekday(day: string): string;
  /** “Monday 31 May 2027”. */
  long(day: string): string;
  /** “Mon 31 May 2027”. */
  dated(day: string): string;
  /** “Mon 31 May”. */
  middle(day: string): string;
  /** “31 May”. */
  short(day: string): string;
  /** “7–27 May 2027”. */
  span(first: string, last: string): string;
}

const TAGS: Record<Language, string> = { en: "en-GB", fr: "fr-FR" };

function wordsIn(language: Language): DayWords {
  const made = (options: Intl.DateTimeFormatOptions): ((day: string) => string) => {
    const format = new Intl.DateTimeFormat(TAGS[language], { timeZone: "UTC", ...options });
    return (day) => firstOfMonth(format.format(Date.parse(`${day}T00:00:00Z`)).replace(",", ""), language);
  };
  const span = new Intl.DateTimeFormat(TAGS[language], {
    timeZone: "UTC",
    day: "numeric",
    month: "short",
    year: "numeric",
  });
  const month = made({ month: "long", year: "numeric" });
  const months = new Intl.DateTimeFormat(TAGS[language], {
    timeZone: "UTC",
    month: "short",
    year: "numeric",
  });
  return {
    month: (text) => capital(month(`${text}-01`)),
    months: (first, last) => inTwo(capital(months.formatRange(Date.parse(first), Date.parse(last)))),
    weekday: made({ weekday: "short" }),
    long: made({ weekday: "long", day: "numeric", month: "long", year: "numeric" }),
    dated: made({ weekday: "short", day: "numeric", month: "short", year: "numeric" }),
    middle: made({ weekday: "short", day: "numeric", month: "short" }),
    short: made({ day: "numeric", month: "short" }),
    span: (first, last) =>
      inTwo(firstOfMonth(span.formatRange(Date.parse(first), Date.parse(last)), language)),
  };
}

/** Where it takes two lines, the dash ends the first. */
const inTwo = (text: string): string => text.replaceAll(/\s/g, "\u00a0").replace("–\u00a0", "– ");

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const known: Record<Language, DayWords> = { en: wordsIn("en"), fr: wordsIn("fr") };

export const useDayWords = (): DayWords => known[useLanguage()];
