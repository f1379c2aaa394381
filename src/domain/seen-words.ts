import type { Language } from "#kernel/fault.ts";
import type { Catalog } from "./catalog.ts";

/**
 * What a rule saw of somebody, as its “why?” gives it: a `value`; how many `times` something happened and when `last`; or
 * whether they are `in`, with each membership where there are several.
 */
export type Seen = Readonly<Record<string, unknown>>;

/** How instants and numbers are written where they are shown. */
export interface SeenFormat {
  readonly instant: (iso: string) => string;
  readonly number: (value: number) => string;
}

const WORDS = {
  en: {
    saw: "saw",
    empty: "(empty)",
    truth: ["false", "true"],
    never: "never",
    times: (times: string, last: string, once: boolean) =>
      once ? `once, on ${last}` : `${times} times, last on ${last}`,
    quoted: (name: string) => `“${name}”`,
    since: (on: string) => `since ${on}`,
    success: (on: string) => `success on ${on}`,
    isNot: "is not in it",
    is: "is in it",
  },
  fr: {
    saw: "vu :",
    empty: "(vide)",
    truth: ["faux", "vrai"],
    never: "jamais",
    times: (times: string, last: string, once: boolean) =>
      once ? `une fois, le ${last}` : `${times} fois, la dernière le ${last}`,
    quoted: (name: string) => `« ${name} »`,
    since: (on: string) => `depuis le ${on}`,
    success: (on: string) => `succès le ${on}`,
    isNot: "n’y est pas",
    is: "y est",
  },
};

/** An instant as the database writes it. */
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|\+00:00)$/;

/** What a rule saw, in words; empty when there is nothing to see. */
export function seenWords(seen: Seen, language: Language, format: SeenFormat): string {
  const says = WORDS[language];
  const times = (count: number, last: unknown): string =>
    count === 0 ? says.never : says.times(format.number(count), format.instant(text(last)), count === 1);
  const membership = (one: Seen): string => {
    const { since, success, status } = one;
    const named = text(one["list"] ?? one["campaign"] ?? one["program"]);
    return [
      says.quoted(named),
      typeof one["times"] === "number" && times(one["times"], one["last"]),
      status && says.quoted(text(status)),
      since && says.since(format.instant(text(since))),
      success && says.success(format.instant(text(success))),
    ]
      .filter(Boolean)
      .join(", ");
  };
  if (typeof seen["times"] === "number") return times(seen["times"], seen["last"]);
  if (Array.isArray(seen["in"]) && seen["in"].length > 0)
    return seen["in"].map(membership).join(language === "fr" ? " ; " : "; ");
  if ("in" in seen) return seen["in"] === true ? says.is : says.isNot;
  if (!("value" in seen)) return "";
  const { value } = seen;
  if (typeof value === "boolean") return `${says.saw} ${says.truth[Number(value)]}`;
  const shown = text(value);
  return `${says.saw} ${INSTANT.test(shown) ? format.instant(shown) : shown || says.empty}`;
}

/** What a rule saw, with the names of lists, campaigns and programs instead of their numbers; what is gone keeps its number. */
export function namedSeen(seen: Seen, { lists, campaigns, folders }: Catalog): Record<string, unknown> {
  const { in: within } = seen;
  if (!Array.isArray(within)) return seen;
  const kinds = { list: lists, campaign: campaigns, program: folders };
  const named = (one: Seen): Seen => {
    const names = Object.entries(kinds).map(([kind, all]) => [
      kind,
      all.get(Number(one[kind]))?.name ?? one[kind],
    ]);
    return { ...one, ...Object.fromEntries(names.filter(([, name]) => name !== undefined)) };
  };
  return { ...seen, in: within.map(named) };
}

const text = (value: unknown): string =>
  typeof value === "string" ? value : value == null ? "" : JSON.stringify(value);
