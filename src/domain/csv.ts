/** One line of a CSV file that spreadsheets read. A text that they would take for a formula is marked as text. */
export const csvLine = (cells: readonly Cell[]): string => `${cells.map(cell).join(",")}\r\n`;

/** What spreadsheets know UTF-8 by; a file begins with it. */
export const CSV_BEGINS = "\u{FEFF}";

export type Cell = string | number | boolean | null | undefined;

const NUMBER = /^-?\d+(\.\d+)?$/;

function cell(value: Cell): string {
  const text = value === null || value === undefined ? "" : String(value);
  const safe =
    typeof value === "string" && /^[=+\-@\t\r]/.test(text) && !NUMBER.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
