import { useSyncExternalStore } from "react";
import { unbroken } from "#kernel/french.ts";

/** The languages the product is written in. */
export type Language = "en" | "fr";

/** Something said in both languages; the French has everything the English has, or it does not compile. */
export interface Said<T> {
  readonly en: T;
  readonly fr: T;
}

/** Words of a part of the product: they stand beside the part that says them. */
export const say = <T extends object>(words: { en: T; fr: NoInfer<T> }): Said<T> => ({
  en: words.en,
  fr: allUnbroken(words.fr),
});

/** All French texts among words, unbroken. */
function allUnbroken<T>(said: T): T {
  if (typeof said === "string") return unbroken(said) as T;
  if (typeof said === "function")
    return ((...given: unknown[]) => allUnbroken((said as (...of: unknown[]) => unknown)(...given))) as T;
  if (typeof said === "object" && said !== null && Object.getPrototypeOf(said) === Object.prototype)
    return Object.fromEntries(Object.entries(said).map(([name, one]) => [name, allUnbroken(one)])) as T;
  return said;
}

const listeners = new Set<() => void>();

export const language = (): Language => (document.documentElement.lang === "fr" ? "fr" : "en");

/** Speaks another language from now on, here and after the next start. */
export function speak(chosen: Language): void {
  document.documentElement.lang = chosen;
  localStorage.setItem("muster.language", chosen);
  for (const tell of listeners) tell();
}

export const onLanguage = (then: () => void): (() => void) => {
  listeners.add(then);
  return () => listeners.delete(then);
};

export const useLanguage = (): Language => useSyncExternalStore(onLanguage, language);

/** The words in the language of the reader. */
export const useWords = <T>(words: Said<T>): T => words[useLanguage()];
