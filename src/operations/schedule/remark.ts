import { z } from "zod";
import { sentence, type Language } from "#kernel/fault.ts";
import { remarksOn } from "#domain/occurrence-remarks.ts";
import { occurrenceOn, type Occurrence, type Recurrence } from "#domain/recurrence.ts";

export const remarkShape = z.string().nullable().meta({
  description:
    "Why it is not on the day or at the time its series says (a short month, or clocks that skip that time or show it twice), or that it waits for its paused campaign",
});

/** What is to be said of a run of a series; nothing of one that was moved. */
export function remarkOn(
  series: Recurrence | null,
  { day, at }: { readonly day: string | null; readonly at: Occurrence["at"] },
  language: Language | undefined,
): string | null {
  if (series === null || day === null || occurrenceOn(series, day) !== at) return null;
  const remarks = remarksOn(series, { day, at }).map((one) => sentence(one, language));
  return remarks.join(" ") || null;
}
