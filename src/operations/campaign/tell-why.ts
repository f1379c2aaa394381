import type { z } from "zod";
import { reasonIn } from "#domain/reason-words.ts";
import type { Showing } from "../define.ts";
import { tellRule } from "./tell-rule.ts";
import { tellSteps } from "./tell-why-steps.ts";
import type { whyShape } from "./why-shape.ts";

const WORDS = {
  en: {
    never: (campaign: string) => `Never entered “${campaign}”.`,
    entered: (campaign: string, times: number, last: string) =>
      times === 1
        ? `Entered “${campaign}” once, on ${last}.`
        : `Entered “${campaign}” ${times} times, last on ${last}.`,
    inactive: "It is not active: no trigger lets anybody in.",
    unasked: (since: string) =>
      `None of its triggers has happened to this person since it was activated on ${since}.`,
    triggers: "Its triggers and this person:",
    happenedNever: "never happened",
    happened: (times: number, last: string) =>
      times === 1 ? `happened once, on ${last}` : `happened ${times} times, last on ${last}`,
    allows: "The qualification rule lets them in.",
    again: (next: string) => `The qualification rule lets them in again from ${next} on.`,
    neverAgain: "The qualification rule lets nobody in twice.",
    noFilters: "The campaign has no filters.",
    holds: "The filters let them in now:",
    fails: "The filters do not let them in now:",
    refused: (on: string, reason: string) =>
      `Did not enter on ${on} (${reason}); each filter as it was then:`,
  },
  fr: {
    never: (campaign: string) => `Jamais entrée dans « ${campaign} ».`,
    entered: (campaign: string, times: number, last: string) =>
      times === 1
        ? `Entrée une fois dans « ${campaign} », le ${last}.`
        : `Entrée ${times} fois dans « ${campaign} », la dernière le ${last}.`,
    inactive: "Elle n’est pas active : aucun déclencheur ne laisse entrer personne.",
    unasked: (since: string) =>
      `Aucun de ses déclencheurs ne s’est produit pour cette personne depuis son activation le ${since}.`,
    triggers: "Ses déclencheurs et cette personne :",
    happenedNever: "jamais produit",
    happened: (times: number, last: string) =>
      times === 1 ? `produit une fois, le ${last}` : `produit ${times} fois, la dernière le ${last}`,
    allows: "La règle de qualification laisse entrer cette personne.",
    again: (next: string) => `La règle de qualification la laisse entrer à nouveau à partir du ${next}.`,
    neverAgain: "La règle de qualification ne laisse entrer personne deux fois.",
    noFilters: "La campagne n’a pas de filtres.",
    holds: "Les filtres la laissent entrer maintenant :",
    fails: "Les filtres ne la laissent pas entrer maintenant :",
    refused: (on: string, reason: string) =>
      `N’est pas entrée le ${on} (${reason}) ; chaque filtre tel qu’il était alors :`,
  },
};

type Words = (typeof WORDS)["en"];
type Why = z.output<typeof whyShape>;

/** Why somebody is or is not in a campaign, in sentences, then each rule with the value it saw. */
export function tellWhy(found: Why, showing: Showing): string {
  const { language, instant } = showing;
  const { campaign, entered, qualification, holds, filters, refusals } = found;
  const says = WORDS[language];
  const again = qualification.allows
    ? says.allows
    : qualification.next === null
      ? says.neverAgain
      : says.again(instant(qualification.next));
  const now = holds ? says.holds : says.fails;
  return [
    entered ? says.entered(campaign, entered.times, instant(entered.last)) : says.never(campaign),
    ...asked(found, says, instant),
    again,
    ...(found.triggers.length === 0
      ? []
      : ["", says.triggers, ...found.triggers.map((one) => happened(one, says, instant))]),
    ...(filters.length === 0
      ? ["", says.noFilters]
      : ["", now, ...filters.map((one) => `  ${tellRule(one, showing)}`)]),
    ...refusals.flatMap((one) => [
      "",
      says.refused(instant(one.occurredOn), reasonIn(one.reason, language)),
      ...one.filters.map((filter) => `  ${tellRule(filter, showing)}`),
    ]),
    ...tellSteps(found.flow, showing),
  ].join("\n");
}

/** Whether any trigger could let them in so far. */
function asked({ active, triggers }: Why, says: Words, instant: Showing["instant"]): string[] {
  if (triggers.length === 0) return [];
  if (active === null) return [says.inactive];
  return triggers.some(({ last }) => last !== null && last >= active) ? [] : [says.unasked(instant(active))];
}

const happened = (
  { rule: sentence, times, last }: Why["triggers"][number],
  says: Words,
  instant: Showing["instant"],
): string => `  ${sentence}: ${last === null ? says.happenedNever : says.happened(times, instant(last))}`;
