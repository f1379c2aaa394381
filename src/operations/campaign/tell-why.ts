import type { z } from "zod";
import type { Showing } from "../define.ts";
import type { whyShape } from "./why-shape.ts";

const WORDS = {
  en: {
    never: (campaign: string) => `Never entered “${campaign}”.`,
    entered: (campaign: string, times: number, last: string) =>
      times === 1
        ? `Entered “${campaign}” once, on ${last}.`
        : `Entered “${campaign}” ${times} times, last on ${last}.`,
    allows: "The qualification rule lets them in.",
    again: (next: string) => `The qualification rule lets them in again from ${next} on.`,
    neverAgain: "The qualification rule lets nobody in twice.",
    noFilters: "The campaign has no filters.",
    holds: "The filters let them in now:",
    fails: "The filters do not let them in now:",
    refused: (on: string, reason: string) =>
      `Did not enter on ${on} (${reason}); each filter as it was then:`,
    yes: "true ",
    no: "false",
    saw: "saw",
    empty: "(empty)",
  },
  fr: {
    never: (campaign: string) => `Jamais entrée dans « ${campaign} ».`,
    entered: (campaign: string, times: number, last: string) =>
      times === 1
        ? `Entrée une fois dans « ${campaign} », le ${last}.`
        : `Entrée ${times} fois dans « ${campaign} », la dernière le ${last}.`,
    allows: "La règle de qualification laisse entrer cette personne.",
    again: (next: string) => `La règle de qualification la laisse entrer à nouveau à partir du ${next}.`,
    neverAgain: "La règle de qualification ne laisse entrer personne deux fois.",
    noFilters: "La campagne n’a pas de filtres.",
    holds: "Les filtres la laissent entrer maintenant :",
    fails: "Les filtres ne la laissent pas entrer maintenant :",
    refused: (on: string, reason: string) =>
      `N’est pas entrée le ${on} (${reason}) ; chaque filtre tel qu’il était alors :`,
    yes: "vrai",
    no: "faux",
    saw: "vu",
    empty: "(vide)",
  },
};

type Words = (typeof WORDS)["en"];
type Why = z.output<typeof whyShape>;

/** Why somebody is or is not in a campaign, in sentences, then each rule with the value it saw. */
export function tellWhy(
  { campaign, entered, qualification, holds, filters, refusals }: Why,
  { language, instant }: Showing,
): string {
  const says = WORDS[language];
  const again = qualification.allows
    ? says.allows
    : qualification.next === null
      ? says.neverAgain
      : says.again(instant(qualification.next));
  const now = holds ? says.holds : says.fails;
  return [
    entered ? says.entered(campaign, entered.times, instant(entered.last)) : says.never(campaign),
    again,
    ...(filters.length === 0 ? [says.noFilters] : ["", now, ...filters.map((one) => rule(one, says))]),
    ...refusals.flatMap((one) => [
      "",
      says.refused(instant(one.occurredOn), one.reason.replaceAll("_", " ")),
      ...one.filters.map((filter) => rule(filter, says)),
    ]),
  ].join("\n");
}

const rule = ({ rule: sentence, holds, seen }: Why["filters"][number], says: Words): string =>
  `  ${holds ? says.yes : says.no}  ${sentence}  (${says.saw} ${seenText(seen, says)})`;

/** A single value goes without its name. */
function seenText(seen: Record<string, unknown>, says: Words): string {
  const text = (value: unknown): string => {
    if (value === null || value === undefined || value === "") return says.empty;
    if (typeof value === "boolean") return (value ? says.yes : says.no).trim();
    return typeof value === "string" ? value : JSON.stringify(value);
  };
  const entries = Object.entries(seen);
  return entries
    .map(([name, value]) =>
      entries.length === 1 && name === "value" ? text(value) : `${name}: ${text(value)}`,
    )
    .join(", ");
}
