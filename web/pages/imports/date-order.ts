import type { Input, Output } from "../../client.ts";
import type { Language } from "../../language.ts";

type DateFormat = NonNullable<Input<"import-people">["dateFormat"]>;

/** Two numbers and a year: 31/5/2026. */
const WRITTEN = /^(\d{1,2})\D(\d{1,2})\D\d{4}\b/g;

/**
 * How the dates in the first rows of a file are written, as far as they tell: a number above 12 is a day. Where none is,
 * French files have the day first; of others nothing is guessed.
 *
 * @param dates the columns that fill a date, by their place
 */
export function dateOrderOf(
  { rows }: Output<"preview-import">,
  dates: readonly number[],
  language: Language,
): DateFormat | undefined {
  const written = rows.flatMap((row) => dates.flatMap((at) => [...(row[at] ?? "").trim().matchAll(WRITTEN)]));
  if (written.length === 0) return undefined;
  if (written.some(([, first]) => Number(first) > 12)) return "dmy";
  if (written.some(([, , second]) => Number(second) > 12)) return "mdy";
  return language === "fr" ? "dmy" : undefined;
}
