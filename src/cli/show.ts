type Row = Record<string, unknown>;

/** The widest a column of a table gets. */
const WIDEST = 48;

/** An answer for people: a list as a table, a record as lines. */
export function show(answer: unknown): string {
  if (typeof answer !== "object" || answer === null) return cell(answer);
  const entries = Object.entries(answer as Row);
  const lists = entries.filter(([, value]) => isTable(value));
  const plain = entries.filter(([, value]) => !isTable(value));
  const single = lists.length === 1 && plain.every(([name]) => name === "next");
  const parts = [
    ...(single ? [] : [record(plain)]),
    ...lists.map(([name, value]) => (single ? "" : `\n${name}\n`) + table(value as Row[])),
  ];
  const next = single ? plain.find(([, value]) => value !== null) : undefined;
  return parts.filter(Boolean).join("\n") + (next ? `\n… more: --after ${String(next[1])}` : "");
}

const isTable = (value: unknown): boolean =>
  Array.isArray(value) && (value.length === 0 || (typeof value[0] === "object" && value[0] !== null));

function record(entries: readonly (readonly [string, unknown])[]): string {
  const width = Math.max(0, ...entries.map(([name]) => name.length));
  return entries
    .map(([name, value]) =>
      isRecord(value) ? `${name}\n${nested(value)}` : `${name.padEnd(width)}  ${cell(value)}`,
    )
    .join("\n");
}

const isRecord = (value: unknown): value is Row =>
  typeof value === "object" && value !== null && !Array.isArray(value) && Object.keys(value).length > 4;

/** What is filled of a record inside a record. */
const nested = (value: Row): string =>
  record(Object.entries(value).filter(([, one]) => one !== null)).replace(/^/gm, "  ");

function table(rows: readonly Row[]): string {
  if (rows.length === 0) return "(none)";
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))].filter((name) =>
    rows.some((row) => row[name] !== null && row[name] !== undefined),
  );
  const cells = rows.map((row) => names.map((name) => cut(cell(row[name]))));
  const widths = names.map((name, index) =>
    Math.max(width(name), ...cells.map((line) => width(line[index] ?? ""))),
  );
  const line = (words: readonly string[]): string =>
    words
      .map((word, index) => word + " ".repeat(Math.max(0, (widths[index] ?? 0) - width(word))))
      .join("  ")
      .trimEnd();
  return [line(names), line(widths.map((count) => "─".repeat(count))), ...cells.map(line)].join("\n");
}

function cell(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "object") return JSON.stringify(value);
  return (typeof value === "string" ? value : JSON.stringify(value)).replace(/\p{Cc}/gu, " ");
}

/** How many columns of a terminal a text takes; wide scripts take two each. */
const width = (text: string): number =>
  Array.from(text).reduce(
    (sum, letter) =>
      sum +
      (/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Extended_Pictographic}/u.test(
        letter,
      )
        ? 2
        : 1),
    0,
  );

/** An address is of use only as a whole. */
function cut(text: string): string {
  if (width(text) <= WIDEST || /^https?:\/\/\S+$/.test(text)) return text;
  let kept = "";
  for (const letter of text) {
    if (width(kept) >= WIDEST - 1) break;
    kept += letter;
  }
  return `${kept}…`;
}
