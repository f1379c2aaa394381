import { cell, isAddress } from "./cell.ts";
import { heading, spoken } from "./headings.ts";
import { table, type Row, type View } from "./table.ts";
import { harmless, pad, widthOf, wrap } from "./text.ts";
import { SAYS } from "./words.ts";

/** Where nobody looks: nothing is cut, and instants stay in UTC. */
export const UNBOUND: View = { zone: "UTC", language: "en", columns: Infinity, faint: (text) => text };

/** An answer for people: what is one line of it, then its lists as tables, then what is many lines. */
export function show(answer: unknown, view: View, more?: string): string {
  if (typeof answer !== "object" || answer === null)
    return typeof answer === "string" ? answer : cell(answer, view);
  const { next = null, ...rest } = answer as Row;
  const paged = "next" in answer && Object.values(rest).some(Array.isArray) ? rest : (answer as Row);
  const lists = Object.values(paged);
  const [only] = lists;
  const isList = lists.length === 1 && Array.isArray(only) && (only.length === 0 || isTable(only));
  const text = isList ? table(only as Row[], view) : body(paged, view);
  return paged === rest && next !== null
    ? `${text}\n${view.faint(SAYS.more(`--${more ?? "after"} ${cell(next, view)}`)[view.language])}`
    : text;
}

/** The parts of a record. */
function body(record: Row, view: View): string {
  const entries = Object.entries(record);
  const of = (test: (value: unknown) => boolean): [string, unknown][] =>
    entries.filter(([, value]) => test(value));
  const titled = ([name, text]: [string, string]): string =>
    `\n${view.faint(heading(name, view.language))}\n${text.replace(/^(?=.)/gm, "  ")}`;
  const inner = { ...view, columns: view.columns - 2 };
  return [
    ...lines(
      of((value) => !isTable(value) && !isRecord(value) && !isLong(value)),
      view,
    ),
    ...of(isRecord).map(([name, value]) => titled([name, body(filled(value as Row), inner)])),
    ...of(isTable).map(([name, value]) => titled([name, table(value as Row[], inner)])),
    ...of(isLong).map(([name, value]) => titled([name, block(value as string)])),
  ]
    .join("\n")
    .replace(/^\n/, "");
}

const isTable = (value: unknown): value is Row[] =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.every((one) => typeof one === "object" && one !== null && !Array.isArray(one));

/** What is too much for one line. */
const isRecord = (value: unknown): value is Row =>
  typeof value === "object" &&
  value !== null &&
  !Array.isArray(value) &&
  (Object.keys(value).length > 4 || Object.values(value).some(isTable));

const isLong = (value: unknown): boolean => typeof value === "string" && value.trim().includes("\n");

const filled = (value: Row): Row =>
  Object.fromEntries(Object.entries(value).filter(([, one]) => one !== null));

function lines(entries: readonly [string, unknown][], view: View): string[] {
  const named = entries.map(
    ([name, value]) => [heading(name, view.language), spoken(name, value, view.language)] as const,
  );
  const width = Math.max(0, ...named.map(([name]) => widthOf(name)));
  return named.map(([name, value]) => {
    const text = Array.isArray(value) && value.length === 0 ? SAYS.none[view.language] : cell(value, view);
    return `${view.faint(pad(harmless(name), width))}  ${isAddress(value) ? text : wrap(text, view.columns, width + 2)}`.trimEnd();
  });
}

const block = (text: string): string =>
  text
    .trimEnd()
    .split(/\r\n|\r|\n/)
    .map(harmless)
    .join("\n");
