import { useMemo } from "react";
import { useMemberTokens } from "../../controls/member-tokens.ts";
import { say, useLanguage, useWords } from "../../language.ts";
import { useAsk } from "../../query.ts";
import type { Campaign } from "./document.ts";
import { useFlowWords } from "./kinds.tsx";

const words = say({
  en: {
    lead: "Person",
    my: "My Tokens",
    system: "System",
    trigger: "Trigger",
    campaign: "Campaign",
    program: "Program",
    member: "Member",
    name: "Name",
    number: "Number",
    description: "Description",
    date: "Today",
    time: "Time now",
    dateTime: "Date and time now",
    triggerName: "Name of the trigger",
    primary: "What it was about",
  },
  fr: {
    lead: "Personne",
    my: "Mes jetons",
    system: "Système",
    trigger: "Déclencheur",
    campaign: "Campagne",
    program: "Programme",
    member: "Membre",
    name: "Nom",
    number: "Numéro",
    description: "Description",
    date: "Aujourd’hui",
    time: "Heure actuelle",
    dateTime: "Date et heure actuelles",
    triggerName: "Nom du déclencheur",
    primary: "Objet de l’événement",
  },
});

/** A token that can be written here. */
export interface TokenWord {
  /** `{{lead.First Name}}` */
  readonly written: string;
  readonly label: string;
  readonly family: string;
  /** Its value is a day or an instant. */
  readonly date: boolean;
  /** Its value is a change of a score. */
  readonly score: boolean;
}

/** The tokens that mean something in a campaign, those of its folder and of its triggers among them. */
export function useTokens(
  campaign: Pick<Campaign, "folder" | "program" | "mode" | "rules">,
): readonly TokenWord[] {
  const says = useWords(words);
  const language = useLanguage();
  const flow = useFlowWords();
  const { folder, program, mode, rules } = campaign;
  const { data: mine } = useAsk(
    "list-my-tokens",
    { folder: String(folder?.id ?? 0) },
    { enabled: folder !== null },
  );
  const members = useMemberTokens();
  const { data: vocabulary } = useAsk("show-vocabulary", {}, { staleTime: Infinity });
  return useMemo(() => {
    const token = (
      family: keyof typeof words.en,
      name: string,
      label: string,
      more: Partial<TokenWord> = {},
    ): TokenWord => ({
      written: `{{${family}.${name}}}`,
      label,
      family: says[family],
      date: false,
      score: false,
      ...more,
    });
    const about = (family: "campaign" | "program"): TokenWord[] => [
      token(family, "name", says.name),
      token(family, "id", says.number),
      token(family, "description", says.description),
    ];
    const heard = new Map(
      rules.triggers
        .flatMap((one) => vocabulary?.activities.find(({ name }) => name === one.trigger)?.constraints ?? [])
        .map((one) => [one.label.en, one.label[language]]),
    );
    return [
      ...(flow?.fields ?? []).map((field) =>
        token("lead", field.label.en, field.label[language], {
          date: field.type === "date" || field.type === "datetime",
        }),
      ),
      ...(mine?.tokens ?? []).map((one) =>
        token("my", one.name, one.value, { date: one.type === "date", score: one.type === "score" }),
      ),
      token("system", "date", says.date, { date: true }),
      token("system", "time", says.time),
      token("system", "dateTime", says.dateTime, { date: true }),
      ...(mode === "trigger"
        ? [
            token("trigger", "Name", says.primary),
            token("trigger", "Trigger Name", says.triggerName),
            ...[...heard].map(([name, label]) => token("trigger", name, label)),
          ]
        : []),
      ...about("campaign"),
      ...(program ? about("program") : []),
      ...(program ? members.map(({ name, label }) => token("member", name, label)) : []),
    ];
  }, [says, language, flow, mine, members, vocabulary, mode, program, rules]);
}

/** The tokens that stand in a text. */
export const tokensIn = (text: string): readonly string[] => text.match(/\{\{[^{}]+\}\}/g) ?? [];
