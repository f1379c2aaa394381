import { daysFrom } from "./days.ts";
import type { Shown } from "./shown.ts";

/** An entry in the row of a week: from which of its days, over how many, and in which line below the day's number. */
export interface Placed {
  readonly entry: Shown;
  readonly from: number;
  readonly days: number;
  readonly lane: number;
}

export interface Week {
  readonly placed: readonly Placed[];
  /** How many entries each day has besides those that are placed. */
  readonly more: readonly number[];
}

/**
 * Puts the entries of a week into as many lanes as there is room for. What lasts several days stands in one lane on all
 * of them; a day that has more than fits keeps its last lane for saying how many.
 */
export function placeWeek(entries: readonly Shown[], days: readonly string[], lanes: number): Week {
  const [first = ""] = days;
  const taken: boolean[][] = days.map(() => []);
  const full = days.map(() => false);
  const all = entries
    .map((entry) => {
      const from = Math.max(0, daysFrom(first, entry.date));
      const until = Math.min(6, daysFrom(first, entry.last));
      return { entry, from, days: until - from + 1 };
    })
    .toSorted((one, other) => Number(other.days > 1) - Number(one.days > 1))
    .map((one): Placed => {
      const over = taken.slice(one.from, one.from + one.days);
      let lane = 0;
      while (lane < lanes && over.some((day) => day[lane])) lane++;
      // What finds no lane is only counted: of a thousand entries a day shows a few.
      if (lane === lanes) full.fill(true, one.from, one.from + one.days);
      else for (const day of over) day[lane] = true;
      return { ...one, lane };
    });
  const fits = ({ lane, from, days: span }: Placed): boolean =>
    lane < lanes - 1 || (lane === lanes - 1 && !full.slice(from, from + span).includes(true));
  const placed = all.filter(fits);
  const more = days.map(() => 0);
  for (const one of all)
    if (!fits(one))
      for (let day = one.from; day < one.from + one.days; day++) more[day] = (more[day] ?? 0) + 1;
  return { placed, more };
}
