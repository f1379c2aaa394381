import { pathNames, type AnyOperation } from "#operations/define.ts";
import { flagsOf, type Flag } from "./flags.ts";

const usage = (operation: AnyOperation): string =>
  [
    "muster",
    operation.noun,
    operation.verb,
    ...pathNames(operation.path).map((name) => `<${name}>`),
    ...(operation.upload ? ["<FILE>"] : []),
  ].join(" ");

/** All commands, by noun. */
export function help(operations: readonly AnyOperation[]): string {
  const width = Math.max(...operations.map((one) => usage(one).length));
  const nouns = [...new Set(operations.map((one) => one.noun))].toSorted();
  const lines = nouns.flatMap((noun) => [
    "",
    ...operations
      .filter((one) => one.noun === noun)
      .map((one) => `  ${usage(one).padEnd(width)}  ${one.summary}`),
  ]);
  return [
    "Usage: muster <noun> <verb> …     with --help for its flags, --json for the raw answer",
    ...lines,
    "",
    "Definitions as text: muster apply FILE…   muster export   muster schema   muster campaign check FILE…",
    "",
    "It asks the Muster that runs at MUSTER_URL (default http://127.0.0.1:3000).",
    "",
  ].join("\n");
}

/** One command with its flags. */
export function helpOn(operation: AnyOperation): string {
  const flags = flagsOf(operation);
  const shown = flags.map(
    (flag) =>
      [`--${flag.option}${sample(flag)}`, `${flag.description}${flag.required ? " (needed)" : ""}`] as const,
  );
  const noWait = operation.goesOn ? ([["--no-wait", "Do not wait for the end of the work"]] as const) : [];
  const all = [
    ...shown,
    ...noWait,
    ["--input FILE", "The whole input as JSON; - reads standard input"],
    ["--json", "Print the raw answer"],
  ] as const;
  const width = Math.max(...all.map(([name]) => name.length));
  return [
    `Usage: ${usage(operation)} [flags]`,
    "",
    `  ${operation.summary}.`,
    "",
    ...all.map(([name, text]) => `  ${name.padEnd(width)}  ${text}`),
    "",
    `HTTP: ${operation.method} ${operation.path}`,
    "",
  ].join("\n");
}

function sample({ type, many }: Flag): string {
  const value = { string: " TEXT", number: " NUMBER", boolean: "", document: " JSON" }[type];
  return many ? `${value} …` : value;
}
