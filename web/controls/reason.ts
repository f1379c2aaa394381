import { reasonIn } from "#domain/reason-words.ts";
import { useLanguage } from "../language.ts";

/** Codes of the log in the reader's words. */
export function useReasons(): (code: string) => string {
  const language = useLanguage();
  return (code) => reasonIn(code, language);
}
