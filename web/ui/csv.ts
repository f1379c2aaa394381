import { textOf } from "./text-of.ts";

/** A value that a spreadsheet would take for a formula is marked as text. */
const cell = (value: unknown): string => {
  const text = textOf(value);
  const safe = typeof value === "string" && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** Downloads rows as CSV that spreadsheets read. */
export function downloadCsv(name: string, rows: readonly (readonly unknown[])[]): void {
  const text = `\u{FEFF}${rows.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
