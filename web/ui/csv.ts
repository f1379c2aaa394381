import { CSV_BEGINS, csvLine, type Cell } from "#domain/csv.ts";
import { textOf } from "./text-of.ts";

const cell = (value: unknown): Cell =>
  typeof value === "number" || typeof value === "boolean" ? value : textOf(value);

/** Downloads rows as CSV that spreadsheets read. */
export function downloadCsv(name: string, rows: readonly (readonly unknown[])[]): void {
  const text = CSV_BEGINS + rows.map((row) => csvLine(row.map(cell))).join("");
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
