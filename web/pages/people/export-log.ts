import { call } from "../../client.ts";
import type { LogLine } from "../../controls/activity.tsx";
import { textOf } from "../../ui/text-of.ts";

/** Downloads the whole log of a person, or its lines of some types, as CSV that spreadsheets read. */
export async function exportLog(
  person: string,
  types: readonly string[],
  labelOf: (line: LogLine) => string,
): Promise<void> {
  const lines: LogLine[] = [];
  for (let after: string | null | undefined; after !== null;) {
    const page = await call("show-log", {
      person,
      limit: 1000,
      ...(types.length > 0 ? { types: [...types] } : {}),
      ...(after ? { after } : {}),
    });
    lines.push(...page.lines);
    after = page.next;
  }
  const rows = lines.map((one) => [
    one.id,
    one.occurredOn,
    labelOf(one),
    one.detail,
    one.campaign,
    one.runId,
    one.step,
    one.choice,
    one.result,
    one.reason,
    one.source,
    one.oldValue,
    one.newValue,
    one.attributes && JSON.stringify(one.attributes),
  ]);
  download(`log-${person}.csv`, csv([HEAD, ...rows]));
}

const HEAD = [
  "ID",
  "Date",
  "Activity",
  "Detail",
  "Campaign",
  "Run",
  "Step",
  "Choice",
  "Result",
  "Reason",
  "Source",
  "Old Value",
  "New Value",
  "Attributes",
];

/** A value that a spreadsheet would take for a formula is marked as text. */
const cell = (value: unknown): string => {
  const text = textOf(value);
  const safe = typeof value === "string" && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

const csv = (rows: readonly (readonly unknown[])[]): string =>
  `\u{FEFF}${rows.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;

function download(name: string, text: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
