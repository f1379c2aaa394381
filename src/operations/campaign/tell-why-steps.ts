import type { z } from "zod";
import { reasonIn } from "#domain/reason-words.ts";
import type { Showing } from "../define.ts";
import { tellRule } from "./tell-rule.ts";
import type { whyShape } from "./why-shape.ts";

const WORDS = {
  en: {
    title: (since: string | null) =>
      since === null
        ? "The steps of its flow, for this person:"
        : `The steps of its flow, as this person went through it since ${since}:`,
    earlier: "It is an earlier version of the flow.",
    states: {
      succeeded: "done",
      skipped: "skipped",
      failed: "failed",
      passed: "came through, nothing in the log",
      waiting: "waits",
      ahead: "did not come to it",
    },
    on: (on: string) => `on ${on}`,
    until: (until: string) => `until ${until}`,
    took: (choice: number) => (choice === 0 ? "default" : `choice ${choice}`),
    applies: (choice: number, nothing: boolean) =>
      `as things stand now, ${choice === 0 ? "no choice applies: default" : `choice ${choice} applies`}${nothing ? ", do nothing" : ""}`,
  },
  fr: {
    title: (since: string | null) =>
      since === null
        ? "Les étapes de son flux, pour cette personne :"
        : `Les étapes de son flux, parcourues par cette personne depuis le ${since} :`,
    earlier: "C’est une version antérieure du flux.",
    states: {
      succeeded: "fait",
      skipped: "ignorée",
      failed: "en échec",
      passed: "passée, rien dans le journal",
      waiting: "attend",
      ahead: "n’y est pas arrivée",
    },
    on: (on: string) => `le ${on}`,
    until: (until: string) => `jusqu’au ${until}`,
    took: (choice: number) => (choice === 0 ? "par défaut" : `choix ${choice}`),
    applies: (choice: number, nothing: boolean) =>
      `en l’état, ${choice === 0 ? "aucun choix ne s’applique : par défaut" : `le choix ${choice} s’applique`}${nothing ? ", ne rien faire" : ""}`,
  },
};

type Flow = z.output<typeof whyShape>["flow"];

/** The steps of a flow and one person, in lines: what became of them, and which choice applies now. */
export function tellSteps({ since, earlier, steps }: Flow, showing: Showing): string[] {
  if (steps.length === 0) return [];
  const says = WORDS[showing.language];
  return [
    "",
    says.title(since === null ? null : showing.instant(since)),
    ...(earlier ? [says.earlier] : []),
    ...steps.flatMap((one) => [`  ${one.step}  ${happened(one, showing)}`, ...choicesOf(one, showing)]),
  ];
}

function happened(one: Flow["steps"][number], { language, instant }: Showing): string {
  const says = WORDS[language];
  const { action, state, on, until, choice, choices, reason, detail } = one;
  if (state === null) return action;
  const parts = [
    [says.states[state], until ? says.until(instant(until)) : on && says.on(instant(on))],
    [choices.length > 0 && choice !== null && says.took(choice)],
    [reason && reasonIn(reason, language)],
    [detail],
  ];
  const told = parts.map((part) => part.filter(Boolean).join(" ")).filter(Boolean);
  return `${action}${language === "fr" ? " : " : ": "}${told.join(", ")}`;
}

function choicesOf({ choices, applies, nothing }: Flow["steps"][number], showing: Showing): string[] {
  if (choices.length === 0) return [];
  return [
    `     ${WORDS[showing.language].applies(applies, nothing)}`,
    ...choices.map((one, index) => `       ${index + 1}  ${tellRule(one, showing)}`),
  ];
}
