import { z } from "zod";
import type { Language } from "#kernel/fault.ts";
import type { Catalog } from "#domain/catalog.ts";
import { namedSeen } from "#domain/seen-words.ts";
import type { Explained } from "#engine/smart-list.ts";
import { sentenceOf } from "#vocabulary/sentence.ts";

const said = { rule: z.string(), holds: z.boolean(), seen: z.record(z.string(), z.unknown()) };

/** What a rule says of somebody, and what it saw. */
export const ruleShape = z.object({
  ...said,
  lists: z
    .array(z.object({ id: z.int(), name: z.string(), holds: z.boolean(), filters: z.array(z.object(said)) }))
    .optional()
    .meta({ description: "Of a rule about smart lists: what their own rules say" }),
});
export type RuleAnswer = z.output<typeof ruleShape>;

/** The same as an answer, in the reader's words. */
export function ruleAnswer(
  { filter, holds, seen, lists }: Explained,
  catalog: Catalog,
  language: Language,
): RuleAnswer {
  return {
    rule: sentenceOf(filter, catalog, language),
    holds,
    seen: namedSeen(seen, catalog),
    ...(lists && {
      lists: lists.map((list) => ({
        ...list,
        filters: list.filters.map((one) => ruleAnswer(one, catalog, language)),
      })),
    }),
  };
}
