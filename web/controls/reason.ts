import { reasonIn, toldReason } from "#domain/reason-words.ts";
import { useLanguage } from "../language.ts";

/** Codes of the log in the reader's words. */
export function useReasons(): (code: string) => string {
  const language = useLanguage();
  return (code) => reasonIn(code, language);
}

/** What is behind a code, in the reader's language. */
export function useToldReason(): (code: string) => string | undefined {
  const language = useLanguage();
  return (code) => toldReason(code, language);
}
