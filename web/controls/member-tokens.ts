import { useMemo } from "react";
import { say, useLanguage, useWords } from "../language.ts";
import { useAsk } from "../query.ts";

const words = say({
  en: {
    Status: "Status in the program",
    "Membership Date": "Member since",
    "Success Date": "Day of success",
  },
  fr: {
    Status: "Statut dans le programme",
    "Membership Date": "Membre depuis",
    "Success Date": "Jour du succès",
  },
});

/** What can follow `{{member.`, with what it is called: what is known of every member, and the member fields. */
export function useMemberTokens(): readonly { readonly name: string; readonly label: string }[] {
  const says = useWords(words);
  const language = useLanguage();
  const { data } = useAsk("list-member-fields", {}, { staleTime: 300_000 });
  return useMemo(
    () => [
      ...Object.entries(says).map(([name, label]) => ({ name, label })),
      ...(data?.fields ?? [])
        .filter(({ hidden }) => !hidden)
        .map(({ label, labelFr }) => ({
          name: label,
          label: (language === "fr" && labelFr) || label,
        })),
    ],
    [says, language, data],
  );
}
