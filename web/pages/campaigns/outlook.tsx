import { IconInfoCircle, IconUserOff } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useFormat } from "../../format.ts";
import { say, useWords } from "../../language.ts";
import { isCountable, useAudienceOf } from "./use-audience.ts";
import { useCampaign, type Campaign } from "./use-campaign.ts";
import { useOverLimit } from "./use-limit.ts";

const words = say({
  en: {
    people: (count: number, shown: string) =>
      count === 1
        ? "As things stand, 1 person would go through."
        : `As things stand, ${shown} people would go through.`,
    noMatch: "As things stand, nobody would go through: nobody matches the smart list.",
    entered: (count: number, shown: string) =>
      count === 1
        ? "As things stand, nobody would go through: the only person who matches has been through already, and may only once. A run takes only who is new by then."
        : `As things stand, nobody would go through: all ${shown} who match have been through already, and each may only once. A run takes only who is new by then.`,
    tooSoon: (count: number, shown: string) =>
      count === 1
        ? "Nobody may go through just now: the only person who matches has been through not long ago. By then that may be different."
        : `Nobody may go through just now: all ${shown} who match have been through not long ago. By then some may again.`,
    mailed: (count: number, shown: string) =>
      count === 1 ? "1 of them can be mailed." : `${shown} of them can be mailed.`,
    later: "Each person goes through only once, so a later run takes only who is new.",
  },
  fr: {
    people: (count: number, shown: string) =>
      count === 1
        ? "En l’état, 1 personne parcourrait le flux."
        : `En l’état, ${shown} personnes parcourraient le flux.`,
    noMatch: "En l’état, personne ne parcourrait le flux : personne ne correspond à la liste intelligente.",
    entered: (count: number, shown: string) =>
      count === 1
        ? "En l’état, personne ne parcourrait le flux : la seule personne qui correspond l’a déjà parcouru, et ne le peut qu’une fois. Une exécution ne prendra que les personnes nouvelles d’ici là."
        : `En l’état, personne ne parcourrait le flux : les ${shown} personnes qui correspondent l’ont déjà parcouru, et chacune ne le peut qu’une fois. Une exécution ne prendra que les personnes nouvelles d’ici là.`,
    tooSoon: (count: number, shown: string) =>
      count === 1
        ? "Personne ne peut parcourir le flux pour l’instant : la seule personne qui correspond l’a parcouru il y a peu. D’ici là, cela peut changer."
        : `Personne ne peut parcourir le flux pour l’instant : les ${shown} personnes qui correspondent l’ont parcouru il y a peu. D’ici là, certaines le pourront peut-être.`,
    mailed: (count: number, shown: string) =>
      count <= 1
        ? `${shown} d’entre elles peut recevoir un e-mail.`
        : `${shown} d’entre elles peuvent recevoir un e-mail.`,
    later:
      "Chaque personne ne parcourt ce flux qu’une fois : une exécution suivante ne prend que les nouvelles.",
  },
});

interface Shown {
  /** There is a run after the next, or one before this. */
  readonly repeats?: boolean;
}

/** How many a coming run of the open campaign would take. */
export const Outlook = (shown: Shown): ReactNode => <OutlookOf campaign={useCampaign()} {...shown} />;

/** How many a coming run would take and mail as things stand; when nobody, why. */
export function OutlookOf({ campaign, repeats = false }: Shown & { campaign: Campaign }): ReactNode {
  const says = useWords(words);
  const format = useFormat();
  const { data } = useAudienceOf(campaign.id, { enabled: isCountable(campaign) });
  const overLimit = useOverLimit(campaign);
  const once = campaign.qualification.rule === "once";
  if (!data) return null;
  const { matched, qualified, blocked } = data;
  const mailable = qualified - blocked.reduce((sum, { people }) => sum + people, 0);
  const mails = campaign.flow.steps.some(({ action }) => action === "send-email");
  const over = overLimit(qualified);
  const text =
    over ??
    (qualified > 0
      ? [
          says.people(qualified, format.number(qualified)),
          mails && says.mailed(mailable, format.number(mailable)),
          repeats && once && says.later,
        ]
          .filter(Boolean)
          .join(" ")
      : matched === 0
        ? says.noMatch
        : says[once ? "entered" : "tooSoon"](matched, format.number(matched)));
  const nobody = qualified === 0 || over !== undefined;
  return (
    <p className={nobody ? "outlook nobody" : "outlook"}>
      {nobody ? <IconUserOff aria-hidden /> : <IconInfoCircle aria-hidden />}
      <span>{text}</span>
    </p>
  );
}
