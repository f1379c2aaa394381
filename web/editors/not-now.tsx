import type { ReactNode } from "react";
import type { Output } from "../client.ts";
import { say, useLanguage, useWords, type Language } from "../language.ts";
import { useAsk } from "../query.ts";
import { fold } from "../ui/option.ts";

const words = say({
  en: {
    notNow: (label: string) => `Not in Muster: ${label}.`,
    instead: "Instead:",
  },
  fr: {
    notNow: (label: string) => `Pas dans Muster : ${label}.`,
    instead: "À la place :",
  },
});

type Vocabulary = Output<"show-vocabulary">;

/** What a search without a result says: what serves instead of something that is not here, else `none`. */
export function NotFound({ typed, none }: { typed: string; none: string }): ReactNode {
  const says = useWords(words);
  const language = useLanguage();
  const { data } = useAsk("show-vocabulary", {}, { staleTime: Infinity });
  const parts = fold(typed).split(/\s+/).filter(Boolean);
  const meant = data?.notNow.find(({ label }) =>
    parts.every((part) => fold(`${label.en} ${label.fr}`).includes(part)),
  );
  if (!data || !meant) return <p className="soft">{none}</p>;
  return (
    <p className="soft">
      {says.notNow(meant.label[language])} {says.instead} {called(meant.instead[language], data, language)}
    </p>
  );
}

/** A text with the words in backquotes as they are called. */
const called = (text: string, { actions, filters }: Vocabulary, language: Language): string =>
  text.replaceAll(
    /`([^`]+)`/g,
    (_, name: string) => [...actions, ...filters].find((one) => one.name === name)?.label[language] ?? name,
  );
