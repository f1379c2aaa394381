import { pathNames, type AnyOperation } from "#operations/define.ts";
import { flagsOf, type Flag } from "./flags.ts";
import { wrap } from "./text.ts";

const usage = (operation: AnyOperation): string =>
  [
    "muster",
    operation.noun,
    operation.verb,
    ...pathNames(operation.path).map((name) => `<${name}>`),
    ...(operation.upload ? ["<FILE>"] : []),
  ].join(" ");

/** Names and what is to be said of them, beside each other, none wider than the terminal. */
function pairs(of: readonly (readonly [string, string])[], columns: number): string[] {
  const width = Math.max(...of.map(([name]) => name.length));
  const narrow = columns - width < 24;
  return of.map(([name, text]) =>
    narrow
      ? `  ${name}\n      ${wrap(text, columns, 6)}`
      : `  ${name.padEnd(width)}  ${wrap(text, columns, width + 4)}`.trimEnd(),
  );
}

/** What there is, by noun. */
export function help(operations: readonly AnyOperation[], columns: number): string {
  const nouns = [...new Set(operations.map((one) => one.noun))].toSorted();
  const verbsOf = (noun: string): string =>
    operations
      .filter((one) => one.noun === noun)
      .map((one) => one.verb)
      .join(", ");
  return [
    "Usage: muster <noun> <verb> …",
    "",
    wrap(
      "muster <noun> tells what a noun’s verbs do, --help behind a command its flags, --json prints the raw answer.",
      columns,
    ),
    "",
    ...pairs(
      nouns.map((noun) => [noun, verbsOf(noun)] as const),
      columns,
    ),
    "",
    "Definitions as text (docs/definitions.md):",
    "",
    ...pairs(
      [
        ["muster apply FILE…", "Put what files define in the place of what there is"],
        ["muster campaign check FILE…", "Say what keeps files from being applied and campaigns from running"],
        ["muster export", "Print the definitions"],
        ["muster schema", "Print the schema for editors"],
      ],
      columns,
    ),
    "",
    ...ABOUT.map((line) => wrap(line, columns)),
    "",
  ].join("\n");
}

const ABOUT = [
  "It asks the Muster that runs at MUSTER_URL (default http://127.0.0.1:3000). LANG says in which language its sentences are, English or French; NO_COLOR leaves colours out.",
  "Exit codes: 0 done; 1 refused, not done to its end, or no Muster answers; 2 the words are wrong.",
];

/** What one noun can be asked. */
export function helpOnNoun(operations: readonly AnyOperation[], columns: number): string {
  return [
    `Usage: muster ${operations[0]?.noun} <verb> …     --help behind one tells its flags`,
    "",
    ...pairs(
      operations.map((one) => [usage(one), one.summary] as const),
      columns,
    ),
    "",
  ].join("\n");
}

/** One command with its flags. */
export function helpOn(operation: AnyOperation, columns: number): string {
  const flags = flagsOf(operation).map(
    (flag) =>
      [`--${flag.option}${sample(flag)}`, `${flag.description}${flag.required ? " (needed)" : ""}`] as const,
  );
  const noWait = operation.goesOn ? ([["--no-wait", "Do not wait for the end of the work"]] as const) : [];
  return [
    `Usage: ${usage(operation)} [flags]`,
    "",
    `  ${wrap(`${operation.summary}.`, columns, 2)}`,
    "",
    ...pairs(
      [
        ...flags,
        ...noWait,
        ["--input FILE", "The whole input as JSON; - reads standard input"],
        ["--json", "Print the raw answer"],
      ],
      columns,
    ),
    "",
    `HTTP: ${operation.method} ${operation.path}`,
    "",
  ].join("\n");
}

function sample({ type, many }: Flag): string {
  const value = { string: " TEXT", number: " NUMBER", boolean: "", document: " JSON" }[type];
  return many ? `${value} …` : value;
}
