import type { Output } from "../../client.ts";
import type { Format } from "../../format.ts";
import { say, useWords } from "../../language.ts";

export type Recurrence = NonNullable<Output<"show-schedule">["recurrence"]>;
export type Weekday = (typeof WEEKDAYS)[number];
export const WEEKDAYS = [
  "Monday",
  "Tuesday",
  "Wednesday",
  "Thursday",
  "Friday",
  "Saturday",
  "Sunday",
] as const;

const words = say({
  en: {
    days: {
      Monday: "Monday",
      Tuesday: "Tuesday",
      Wednesday: "Wednesday",
      Thursday: "Thursday",
      Friday: "Friday",
      Saturday: "Saturday",
      Sunday: "Sunday",
    } as Record<Weekday, string>,
    nth: { "1": "first", "2": "second", "3": "third", "4": "fourth", last: "last" },
    everyDay: (count: number) => (count === 1 ? "Every day" : `Every ${count} days`),
    everyWeek: (count: number) => (count === 1 ? "Every week" : `Every ${count} weeks`),
    everyMonth: (count: number) => (count === 1 ? "Every month" : `Every ${count} months`),
    weekdaysOnly: ", Saturdays and Sundays left out",
    on: (days: string) => ` on ${days}`,
    onDay: (day: number) => ` on day ${day}`,
    onLast: " on the last day",
    onNth: (nth: string, day: string) => ` on the ${nth} ${day}`,
    at: (time: string) => `, at ${time}`,
    until: (end: string) => `, until ${end}`,
  },
  fr: {
    days: {
      Monday: "lundi",
      Tuesday: "mardi",
      Wednesday: "mercredi",
      Thursday: "jeudi",
      Friday: "vendredi",
      Saturday: "samedi",
      Sunday: "dimanche",
    },
    nth: { "1": "premier", "2": "deuxième", "3": "troisième", "4": "quatrième", last: "dernier" },
    everyDay: (count: number) => (count === 1 ? "Tous les jours" : `Tous les ${count} jours`),
    everyWeek: (count: number) => (count === 1 ? "Toutes les semaines" : `Toutes les ${count} semaines`),
    everyMonth: (count: number) => (count === 1 ? "Tous les mois" : `Tous les ${count} mois`),
    weekdaysOnly: ", sauf le samedi et le dimanche",
    on: (days: string) => `, le ${days}`,
    onDay: (day: number) => `, le ${day}`,
    onLast: ", le dernier jour",
    onNth: (nth: string, day: string) => `, le ${nth} ${day}`,
    at: (time: string) => `, à ${time}`,
    until: (end: string) => `, jusqu’au ${end}`,
  },
});

/** Which of a month's Mondays, Tuesdays, …, as it is chosen. */
export type Nth = keyof typeof words.en.nth;
export const NTH = Object.keys(words.en.nth) as Nth[];
export const nthOf = (week: number | "last"): Nth => String(week) as Nth;

export const useRecurrenceWords = (): typeof words.en => useWords(words);

/** How a campaign repeats, as a sentence, with its zone where that is not the reader’s. */
export function recurrenceText(recurrence: Recurrence, says: typeof words.en, format: Format): string {
  const { start, end, zone } = recurrence;
  const text =
    pattern(recurrence, says, format) +
    says.at(start.slice("2027-05-31T".length)) +
    (zone === format.zone ? "" : ` (${zone})`) +
    (end ? says.until(format.date(`${end.slice(0, 10)}T12:00Z`)) : "");
  return `${text}.`;
}

/** The same behind a first time: “every week on Monday”. */
export function recurrenceAfter(recurrence: Recurrence, says: typeof words.en, format: Format): string {
  const text = pattern(recurrence, says, format);
  return text.charAt(0).toLowerCase() + text.slice(1);
}

function pattern(recurrence: Recurrence, says: typeof words.en, format: Format): string {
  const { interval } = recurrence;
  if (recurrence.every === "day")
    return says.everyDay(interval) + (recurrence.weekdaysOnly ? says.weekdaysOnly : "");
  if (recurrence.every === "week")
    return says.everyWeek(interval) + says.on(format.list(recurrence.days.map((day) => says.days[day])));
  const month = says.everyMonth(interval);
  if ("weekOfMonth" in recurrence)
    return month + says.onNth(says.nth[nthOf(recurrence.weekOfMonth)], says.days[recurrence.dayOfWeek]);
  return month + (recurrence.dayOfMonth === "last" ? says.onLast : says.onDay(recurrence.dayOfMonth));
}
