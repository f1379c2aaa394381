import { call } from "../../client.ts";
import type { LogLine } from "../../controls/activity.tsx";
import { downloadCsv } from "../../ui/csv.ts";

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
  downloadCsv(`log-${person}.csv`, [HEAD, ...rows]);
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
