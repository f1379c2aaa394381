import { day, hour, micros, minute, type Instant } from "#kernel/clock.ts";
import type { Chance } from "./chance.ts";
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

/** What a person does between becoming known and `until`: visits in sessions, forms, and some buy. In no order. */
export function doingsOf(chance: Chance, person: DemoPerson, until: Instant): Doing[] {
  const doings: Doing[] = [];
  const { email, interest, since } = person;
  const at = (on: number, type: string, primary: string | number, attributes?: Doing["attributes"]): void => {
    if (on < until)
      doings.push({
        on: micros(Math.round(on)),
        email,
        type,
        primary,
        ...(attributes ? { attributes } : {}),
      });
  };
  const sessions = Math.round(interest * 9 + chance.next() * 2);
  for (let session = 0; session < sessions; session += 1) {
    const on = since + (until - since) * chance.next() ** 1.3;
    for (let page = 0, pagesSeen = chance.between(1, 4); page < pagesSeen; page += 1)
      at(on + page * chance.between(1, 6) * minute, "visit-webpage", chance.weighted(pages));
  }
  if (person.fields["person_source"] === "Webinar")
    at(since + 2 * minute, "fill-out-form", "Webinar registration");
  if (chance.happens(0.2 + interest / 2)) at(since + 3 * minute, "fill-out-form", "Newsletter");
  if (chance.happens(interest * 0.5)) at(since + chance.between(1, 90) * day, "fill-out-form", "Contact us");
  if (chance.happens(interest * 0.6)) {
    const trial = since + chance.between(3, 60) * day;
    at(trial, "fill-out-form", "Free trial");
    if (chance.happens(0.5)) buy(chance, trial + chance.between(5, 30) * day, at);
  }
  return doings;
}

function buy(
  chance: Chance,
  on: number,
  at: (on: number, type: string, primary: number, attributes: Doing["attributes"]) => void,
): void {
  const [product, price] = chance.of(products);
  for (let month = 0; month < 12; month += 1) {
    at(on + month * 30 * day + chance.between(0, 3) * hour, "purchase", price, { product });
    if (chance.happens(0.1)) return;
  }
}
