import { day, micros, minute, type Instant } from "#kernel/clock.ts";
import type { Chance } from "./chance.ts";
import { momentAt, type Moment } from "./moments.ts";
import type { DemoPerson } from "./people.ts";

/** Something that somebody does by themselves. */
export interface Doing {
  readonly on: Instant;
  readonly email: string;
  readonly type: string;
  readonly primary: string | number;
  readonly attributes?: Readonly<Record<string, string | number>>;
}

const pages = [
  ["/", 30],
  ["/features", 16],
  ["/pricing", 12],
  ["/customers", 8],
  ["/blog/ten-ideas-for-spring", 10],
  ["/blog/how-to-say-welcome", 8],
  ["/webinars", 7],
  ["/docs", 6],
  ["/about", 3],
] as const;
const products = [
  ["Starter", 29],
  ["Team", 99],
  ["Business", 349],
] as const;

/**
 * Says that something is done: in the first moment that ends at an instant or later, so many minutes after its
 * beginning; at its end when that is said.
 */
type Do = (
  from: number,
  minutes: number | "end",
  type: string,
  primary: string | number,
  attributes?: Doing["attributes"],
) => void;

/** What a person does from becoming known on: visits in sessions, forms, and some buy. In no order. */
export function doingsOf(chance: Chance, person: DemoPerson, moments: readonly Moment[]): Doing[] {
  const doings: Doing[] = [];
  const { email, interest, since } = person;
  const act: Do = (from, minutes, type, primary, attributes) => {
    const moment = momentAt(moments, from);
    if (!moment) return;
    const on = minutes === "end" ? moment.until : moment.from + (minutes + chance.next()) * minute;
    doings.push({ on: micros(Math.round(on)), email, type, primary, ...(attributes ? { attributes } : {}) });
  };
  visit(chance, person, (moments.at(-1) as Moment).until, act);
  if (person.fields["person_source"] === "Webinar")
    act(since, "end", "fill-out-form", "Webinar registration");
  if (chance.happens(0.2 + interest / 2)) act(since, "end", "fill-out-form", "Newsletter");
  if (chance.happens(interest * 0.5))
    act(since + chance.between(1, 90) * day, 5, "fill-out-form", "Contact us");
  if (chance.happens(interest * 0.6)) {
    const trial = since + chance.between(3, 60) * day;
    act(trial, 8, "fill-out-form", "Free trial");
    if (chance.happens(0.5)) buy(chance, trial + chance.between(5, 30) * day, act);
  }
  return doings;
}

function visit(chance: Chance, { interest, since }: DemoPerson, until: Instant, act: Do): void {
  const sessions = Math.round(interest * 9 + chance.next() * 2);
  for (let session = 0; session < sessions; session += 1) {
    const from = since + 1 + (until - since) * chance.next() ** 1.3;
    let minutes = 3 + chance.between(0, 12);
    for (let page = 0, pagesSeen = chance.between(1, 3); page < pagesSeen; page += 1) {
      act(from, minutes, "visit-webpage", chance.weighted(pages));
      minutes += chance.between(1, 5);
    }
  }
}

function buy(chance: Chance, from: number, act: Do): void {
  const [product, price] = chance.of(products);
  for (let month = 0; month < 12; month += 1) {
    act(from + month * 30 * day, 12, "purchase", price, { product });
    if (chance.happens(0.1)) return;
  }
}
