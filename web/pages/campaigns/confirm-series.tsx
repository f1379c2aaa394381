import { useMemo } from "react";
import { call, type Output } from "../../client.ts";
import { useFormat } from "../../format.ts";
import { say, useWords } from "../../language.ts";
import { confirm } from "../../ui/dialog.tsx";
import { done } from "../../ui/toast.tsx";
import { useMailWarning } from "../calendar/mail-warning.ts";
import { entryChanged } from "../calendar/moving.ts";
import { recurrenceAfter, recurrenceText, useRecurrenceWords } from "./recurrence-text.ts";

const words = say({
  en: {
    title: (name: string) => `Confirm the series of “${name}”?`,
    first: (when: string) => `It runs first on ${when}.`,
    people: (count: number, shown: string) =>
      count === 0
        ? "As things stand, nobody would go through."
        : count === 1
          ? "As things stand, 1 person would go through."
          : `As things stand, ${shown} people would go through.`,
    confirm: "Confirm",
    once: (name: string, when: string) => `“${name}” will run on ${when}.`,
    again: (name: string, when: string, then: string) => `“${name}” will run on ${when}, and then ${then}.`,
  },
  fr: {
    title: (name) => `Confirmer la série de « ${name} » ?`,
    first: (when) => `Première exécution : ${when}.`,
    people: (count, shown) =>
      count === 0
        ? "En l’état, personne ne parcourrait le flux."
        : count === 1
          ? "En l’état, 1 personne parcourrait le flux."
          : `En l’état, ${shown} personnes parcourraient le flux.`,
    confirm: "Confirmer",
    once: (name, when) => `« ${name} » s’exécutera le ${when}.`,
    again: (name, when, then) => `« ${name} » s’exécutera le ${when}, puis ${then}.`,
  },
});

type Upcoming = Output<"confirm-schedule">["upcoming"];

/** Lets a series run that is pencilled in, once somebody has read from when on, and for how many. */
export function useConfirmSeries(): (of: { readonly id: number; readonly name: string }) => Promise<void> {
  const says = useWords(words);
  const texts = useRecurrenceWords();
  const format = useFormat();
  const warn = useMailWarning();
  return useMemo(() => {
    const ask = async (campaign: string, name: string): Promise<boolean> => {
      const [{ tentative }, people] = await Promise.all([
        call("show-schedule", { campaign, limit: 1 }),
        call("show-audience", { campaign }).then(
          ({ qualified }) => qualified,
          () => undefined,
        ),
      ]);
      const first = tentative?.upcoming[0];
      return confirm({
        title: says.title(name),
        text: (
          <>
            {tentative && <p>{recurrenceText(tentative.recurrence, texts, format)}</p>}
            <p>
              {[
                first && says.first(format.wall(first.local)),
                people !== undefined && says.people(people, format.number(people)),
              ]
                .filter(Boolean)
                .join(" ")}
            </p>
          </>
        ),
        action: says.confirm,
      });
    };
    const told = (name: string, [first, second]: Upcoming, then: string): string =>
      (second ? says.again : says.once)(name, format.wall(first?.local ?? ""), then);
    return async ({ id, name }) => {
      const campaign = String(id);
      if (!(await ask(campaign, name))) return;
      const { upcoming, recurrence } = await call("confirm-schedule", { campaign });
      entryChanged();
      const [first] = upcoming;
      if (!first || !recurrence) return;
      done(told(name, upcoming, recurrenceAfter(recurrence, texts, format)));
      warn({ campaign: id, at: first.at });
    };
  }, [says, texts, format, warn]);
}
