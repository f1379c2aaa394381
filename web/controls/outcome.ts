import { say, useWords } from "../language.ts";
import { useReasons } from "./reason.ts";

const words = say({
  en: { succeeded: "succeeded", skipped: "skipped", failed: "failed" } as Record<string, string>,
  fr: { succeeded: "réussi", skipped: "ignorée", failed: "en échec" },
});

/** How it went with somebody in a step, and why: “skipped · unsubscribed”. */
export function useOutcomes(): (result: string, reason?: string | null) => string {
  const says = useWords(words);
  const reasons = useReasons();
  return (result, reason) => {
    const said = says[result] ?? result;
    return reason ? `${said} · ${reasons(reason)}` : said;
  };
}
