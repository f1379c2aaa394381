import { day, hour, micros, minute, type Instant } from "#kernel/clock.ts";
import type { Chance } from "./chance.ts";

/**
 * A while in which the demo's people do things; between two of them nobody does. What they do is written down at its
 * end: so a campaign answers within minutes, and a year of it is some hundreds of sets.
 */
export interface Moment {
  readonly from: Instant;
  readonly until: Instant;
}

const LENGTH = 30 * minute;
/** In the last weeks people come several times a day, before that every fourth day: the newest is looked at most closely. */
const CLOSE = 14 * day;
const [FAR_APART, CLOSE_BY] = [4 * day, 10 * hour];

/** The moments of some time, the first near its beginning; the last ends with it. */
export function momentsOf(chance: Chance, from: Instant, until: Instant): Moment[] {
  const last = until - LENGTH;
  const found: number[] = [];
  for (let at = from + hour; at < last - hour; at = next(chance, at, until)) found.push(at);
  return [...found, last].map((at) => ({
    from: micros(Math.round(at)),
    until: micros(Math.round(at) + LENGTH),
  }));
}

/** A later instant, by day. */
function next(chance: Chance, at: number, until: Instant): number {
  if (at >= until - CLOSE) return at + CLOSE_BY * (0.5 + chance.next());
  const morning = Math.floor(at / day) * day + FAR_APART;
  return morning + (7 + 14 * chance.next()) * hour;
}

/** The first moment that ends at an instant or later; nothing when there is none. */
export function momentAt(moments: readonly Moment[], on: number): Moment | undefined {
  let [low, high] = [0, moments.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((moments[middle] as Moment).until < on) low = middle + 1;
    else high = middle;
  }
  return moments[low];
}
