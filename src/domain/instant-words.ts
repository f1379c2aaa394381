import type { Instant } from "#kernel/clock.ts";
import type { Label } from "./label.ts";

/** An instant as people say it, with its zone: `10 June 2026 at 14:00 (Europe/Paris)`. */
export function instantWords(at: Instant, zone: string): Label {
  const say = (locale: string): string =>
    `${new Intl.DateTimeFormat(locale, { dateStyle: "long", timeStyle: "short", timeZone: zone }).format(at / 1000)} (${zone})`;
  return { en: say("en-GB"), fr: say("fr") };
}

/** A day (`2027-05-31`) as people say it, without its year: `31 May`. */
export function dayWords(day: string): Label {
  const say = (locale: string): string =>
    new Intl.DateTimeFormat(locale, { day: "numeric", month: "long", timeZone: "UTC" }).format(
      Date.parse(day),
    );
  return { en: say("en-GB"), fr: say("fr").replace(/^1 /, "1er ") };
}
