/*
 * Days on a wall, as `2027-05-31`, and months, as `2027-05`. Nothing here knows of zones: what stands on which day is
 * told by web/wall-clock.ts.
 */
const DAY = 86_400_000;

const instantOfDay = (day: string): number => Date.parse(`${day}T00:00:00Z`);
const dayOf = (instant: number): string => new Date(instant).toISOString().slice(0, "2027-05-31".length);

export const addDays = (day: string, count: number): string => dayOf(instantOfDay(day) + count * DAY);

/** How many days later another day is. */
export const daysFrom = (day: string, other: string): number =>
  Math.round((instantOfDay(other) - instantOfDay(day)) / DAY);

export const monthOf = (day: string): string => day.slice(0, "2027-05".length);

export function addMonths(month: string, count: number): string {
  const [year = 0, number = 1] = month.split("-").map(Number);
  return monthOf(dayOf(Date.UTC(year, number - 1 + count, 1)));
}

/** 1 is Monday. */
export const weekdayOf = (day: string): number => new Date(instantOfDay(day)).getUTCDay() || 7;

export const isWeekend = (day: string): boolean => weekdayOf(day) > 5;

/** The first day of the week of a day; weeks start on a weekday (1 is Monday). */
export const weekOf = (day: string, starts: number): string =>
  addDays(day, -((weekdayOf(day) - starts + 7) % 7));

/** Whole weeks, each as its seven days, from a day that starts one. */
export const weeksFrom = (first: string, count: number): string[][] =>
  Array.from({ length: count }, (_, week) =>
    Array.from({ length: 7 }, (_day, index) => addDays(first, week * 7 + index)),
  );

/** The whole weeks that a month stands in. */
export function weeksOfMonth(month: string, starts: number): string[][] {
  const first = weekOf(`${month}-01`, starts);
  return weeksFrom(first, Math.ceil(daysFrom(first, `${addMonths(month, 1)}-01`) / 7));
}

/** Whether a text of the address is a month, or a day, that there is. */
export const isDayOrMonth = (text: string): boolean =>
  /^(19|20|21)\d\d-\d\d(-\d\d)?$/.test(text) && !Number.isNaN(instantOfDay(text.padEnd(10, "-01")));
