import { useMemo } from "react";
import { useMemberTokens } from "../../controls/member-tokens.ts";
import { useFields } from "../../controls/value.tsx";
import type { TokenWord } from "../../editors/code/code-editor.tsx";
import { say, useWords } from "../../language.ts";
import { useAsk } from "../../query.ts";

const words = say({
  en: {
    person: "Person",
    mine: "My Tokens",
    system: "System",
    sender: "What sends it",
    member: "Member of the program",
    unsubscribe: "Link to unsubscribe",
    view: "Link to read it in the browser",
    date: "Today",
    time: "The time now",
    dateTime: "Date and time now",
    campaign: "Name of the campaign that sends it",
    description: "Description of the campaign that sends it",
    program: "Name of the program it stands in",
  },
  fr: {
    person: "Personne",
    mine: "Mes jetons",
    system: "Système",
    sender: "Ce qui l’envoie",
    member: "Membre du programme",
    unsubscribe: "Lien de désabonnement",
    view: "Lien pour le lire dans le navigateur",
    date: "Aujourd’hui",
    time: "L’heure qu’il est",
    dateTime: "Date et heure actuelles",
    campaign: "Nom de la campagne qui l’envoie",
    description: "Description de la campagne qui l’envoie",
    program: "Nom du programme où il se trouve",
  },
});

/** A token with the family it is listed under. */
export interface EmailToken extends TokenWord {
  readonly family: string;
}

/** The tokens an e-mail can have: of the person, of what sends it, and the My Tokens of where it stands. */
export function useTokens(folder: number | undefined): readonly EmailToken[] {
  const says = useWords(words);
  const { fields, labelOf } = useFields();
  const { data: mine } = useAsk(
    "list-my-tokens",
    { folder: String(folder) },
    { enabled: folder !== undefined },
  );
  const members = useMemberTokens();
  return useMemo(
    () => [
      ...fields
        .filter(({ hidden }) => !hidden)
        .map((one) => ({ token: `lead.${one.label}`, label: labelOf(one), family: says.person })),
      ...(mine?.tokens ?? []).map(({ name, value }) => ({
        token: `my.${name}`,
        label: value.slice(0, 60) || name,
        family: says.mine,
      })),
      { token: "system.unsubscribeLink", label: says.unsubscribe, family: says.system },
      { token: "system.viewAsWebpageLink", label: says.view, family: says.system },
      { token: "system.date", label: says.date, family: says.system },
      { token: "system.time", label: says.time, family: says.system },
      { token: "system.dateTime", label: says.dateTime, family: says.system },
      { token: "campaign.name", label: says.campaign, family: says.sender },
      { token: "campaign.description", label: says.description, family: says.sender },
      { token: "program.name", label: says.program, family: says.sender },
      ...members.map(({ name, label }) => ({ token: `member.${name}`, label, family: says.member })),
    ],
    [fields, labelOf, mine, members, says],
  );
}
