import { z } from "zod";
import { toIso } from "#kernel/clock.ts";
import type { Language } from "#kernel/fault.ts";
import type { Catalog } from "#domain/catalog.ts";
import type { Happened } from "#engine/smart-list.ts";
import { sentenceOf } from "#vocabulary/sentence.ts";

/** Whether what a trigger waits for ever happened to a person. */
export const happenedShape = z.object({
  rule: z.string(),
  times: z.int(),
  last: z.string().nullable().meta({ description: "When last; null: never" }),
});

/** The same as an answer, in the reader's words. */
export const happenedAnswer = (
  { trigger, times, last }: Happened,
  catalog: Catalog,
  language: Language,
): z.output<typeof happenedShape> => ({
  rule: sentenceOf(trigger, catalog, language),
  times,
  last: last === null ? null : toIso(last),
});
