import { say, useWords } from "../language.ts";
import { confirm } from "./dialog.tsx";

const words = say({
  en: { title: "Discard what you have entered?", action: "Discard" },
  fr: { title: "Abandonner votre saisie ?", action: "Abandonner" },
});

/** Asks whether what was entered in a dialog may be lost; `text` says what has not happened yet. */
export function useDiscard(): (text: string) => Promise<boolean> {
  const question = useWords(words);
  return (text) => confirm({ ...question, text });
}
