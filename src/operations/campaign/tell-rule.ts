import type { z } from "zod";
import { seenWords } from "#domain/seen-words.ts";
import type { Showing } from "../define.ts";
import type { ruleAnswer } from "./why-step-shape.ts";

const TRUTH = { en: ["false", "true "], fr: ["faux", "vrai"] };

/** What a rule says of somebody, with what it saw, in a line. */
export function tellRule(
  { rule, holds, seen }: z.output<typeof ruleAnswer>,
  { language, instant }: Showing,
): string {
  const saw = seenWords(seen, language, { instant, number: String });
  return `${TRUTH[language][Number(holds)]}  ${rule}${saw && `  (${saw})`}`;
}
