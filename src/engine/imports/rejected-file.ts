import type { Language } from "#kernel/fault.ts";
import { CSV_BEGINS } from "#domain/csv.ts";
import { csvLine } from "./csv-line.ts";
import { CsvRecords } from "./csv-records.ts";
import { LONGEST_ROW } from "./import-table.ts";

/** A row as it was kept, and all that is wrong with it. */
export interface RejectedRow {
  readonly line: number;
  readonly row: string | null;
  readonly faults: readonly { readonly code: string }[];
  readonly reason: string;
}

/**
 * Rejected rows as a file that can be mended and imported: the columns of the file they are from, and behind them the line
 * of that file and the reason, which no import takes for a field. Nothing that has been given is kept.
 */
export async function* rejectedFile(
  header: readonly string[],
  portions: AsyncIterable<readonly RejectedRow[]>,
  language: Language,
): AsyncGenerator<string> {
  const width = told(header) ? header.length - 2 : header.length;
  yield CSV_BEGINS + lineOf([...header.slice(0, width), ...ADDED[language]]);
  for await (const rows of portions)
    yield rows
      .map((one) => {
        const cells = cellsOf(one);
        const own = header.slice(0, width).map((_, at) => cells[at] ?? "");
        // what is beyond the columns stands beyond them: nothing is lost, and nothing moves
        return lineOf([...own, String(one.line), one.reason, ...cells.slice(header.length)]);
      })
      .join("");
}

const ADDED = { en: ["Line", "Reason"], fr: ["Ligne", "Raison"] } as const;

/** The file is one of rejected rows itself: its lines and reasons were those of another. */
const told = (header: readonly string[]): boolean =>
  Object.values(ADDED).some((added) => added.every((name, at) => header[header.length - 2 + at] === name));

const lineOf = (cells: readonly string[]): string => `${csvLine(cells)}\r\n`;

/** Why a row was never cells. */
const UNREAD = new Set(["import.quote", "import.tooLong", "import.bytes"]);

/** The cells of a row; what cannot be told apart, or was not kept whole, stays one. */
function cellsOf({ row, faults }: RejectedRow): readonly string[] {
  const text = row ?? "";
  if (text.length >= LONGEST_ROW || faults.some(({ code }) => UNREAD.has(code))) return [text];
  const records = new CsvRecords({ delimiter: ",", newline: "\n" });
  const [line] = [...records.read(text), ...records.read(undefined)];
  return line && !line.problem ? line.cells : [text];
}
