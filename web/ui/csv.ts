import { CSV_BEGINS, csvLine, type Cell } from "#domain/csv.ts";
import { textOf } from "./text-of.ts";

const cell = (value: unknown): Cell =>
  typeof value === "number" || typeof value === "boolean" ? value : textOf(value);

/** Downloads rows as CSV that spreadsheets read. */
export function downloadCsv(name: string, rows: readonly (readonly unknown[])[]): void {
  const text = CSV_BEGINS + rows.map((row) => csvLine(row.map(cell))).join("");
  const address = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  download(name, address);
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** Lets the browser save what stands at an address. */
export function download(name: string, address: string): void {
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
}
