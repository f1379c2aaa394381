import type { Language } from "#kernel/fault.ts";
import { CSV_BEGINS, csvLine, type Cell } from "#domain/csv.ts";

/** A column of a file: its heading, and what stands in it. */
export interface CsvColumn<T> {
  readonly en: string;
  readonly fr: string;
  readonly of: (row: T, language: Language) => Cell;
}

/** A list as a file, page by page as it is read: nothing of what has been given is kept. */
export async function* csvFile<T>(
  columns: readonly CsvColumn<T>[],
  pages: AsyncIterable<readonly T[]>,
  language: Language,
): AsyncGenerator<string> {
  yield CSV_BEGINS + csvLine(columns.map(({ [language]: heading }) => heading));
  for await (const rows of pages)
    yield rows.map((row) => csvLine(columns.map(({ of }) => of(row, language)))).join("");
}

/** The pages of a list, each after the last of the one before; the first that is not full is the last. */
export async function* wholeList<T>(
  size: number,
  page: (last: T | undefined) => Promise<readonly T[]>,
): AsyncGenerator<readonly T[]> {
  let rows: readonly T[] = [];
  do {
    rows = await page(rows.at(-1));
    yield rows;
  } while (rows.length === size);
}
