import { seenWords } from "#domain/seen-words.ts";
import type { Showing } from "../define.ts";
import type { RuleAnswer } from "../smart-list/rule-answer.ts";

const TRUTH = { en: ["false", "true "], fr: ["faux", "vrai"] };

/** What a rule says of somebody, with what it saw, in a line; below it the rules of the smart lists it names. */
export function tellRule({ rule, holds, seen, lists = [] }: RuleAnswer, showing: Showing): string {
  const { language, instant } = showing;
  const saw = seenWords(seen, language, { instant, number: String });
  return [
    `${TRUTH[language][Number(holds)]}  ${rule}${saw && `  (${saw})`}`,
    ...lists.flatMap(({ name, filters }) =>
      filters.map((one) => `           ${name}${language === "fr" ? " : " : ": "}${tellRule(one, showing)}`),
    ),
  ].join("\n");
}
