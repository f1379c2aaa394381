import { pathNames, type AnyOperation } from "#operations/define.ts";
import type { Language } from "#kernel/fault.ts";
import { flagsOf, type Flag } from "./flags.ts";
import { descriptions } from "./french/descriptions.ts";
import { summaries } from "./french/summaries.ts";
import { wrap } from "./text.ts";
import { SAYS, unbroken } from "./words.ts";

/** For whom help is written: how wide, and in which language. */
export interface Reader {
  readonly columns: number;
  readonly language: Language;
}

/** What a command does, in the language of the reader. */
const summaryOf = ({ id, summary }: AnyOperation, language: Language): string =>
  language === "fr" ? unbroken(summaries[id] ?? summary) : summary;

const usage = (operation: AnyOperation, language: Language): string =>
  [
    "muster",
    operation.noun,
    operation.verb,
    ...pathNames(operation.path).map((name) => `<${name}>`),
    ...(operation.upload ? [`<${SAYS.file[language]}>`] : []),
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
export function help(operations: readonly AnyOperation[], { columns, language }: Reader): string {
  const nouns = [...new Set(operations.map((one) => one.noun))].toSorted();
  const verbsOf = (noun: string): string =>
    operations
      .filter((one) => one.noun === noun)
      .map((one) => one.verb)
      .join(", ");
  const file = SAYS.file[language];
  return [
    SAYS.usage(`muster ${SAYS.verbs[language]}`)[language],
    "",
    wrap(SAYS.about[language], columns),
    "",
    ...pairs(
      nouns.map((noun) => [noun, verbsOf(noun)] as const),
      columns,
    ),
    "",
    SAYS.asText[language],
    "",
    ...pairs(
      [
        [`muster apply ${file}…`, SAYS.apply[language]],
        [`muster campaign check ${file}…`, SAYS.check[language]],
        ["muster export", SAYS.export[language]],
        ["muster schema", SAYS.schema[language]],
      ],
      columns,
    ),
    "",
    ...[SAYS.url, SAYS.exits].map((line) => wrap(line[language], columns)),
    "",
  ].join("\n");
}

/** What one noun can be asked. */
export function helpOnNoun(operations: readonly AnyOperation[], { columns, language }: Reader): string {
  return [
    SAYS.usage(
      `muster ${operations[0]?.noun} <${language === "fr" ? "verbe" : "verb"}> …     ${SAYS.ofNoun[language]}`,
    )[language],
    "",
    ...pairs(
      operations.map((one) => [usage(one, language), summaryOf(one, language)] as const),
      columns,
    ),
    "",
  ].join("\n");
}

/** One command with its flags. */
export function helpOn(operation: AnyOperation, { columns, language }: Reader): string {
  const flags = flagsOf(operation).map(
    (flag) => [`--${flag.option}${sample(flag, language)}`, about(flag, language)] as const,
  );
  const noWait = operation.goesOn ? ([["--no-wait", SAYS.noWait[language]]] as const) : [];
  return [
    SAYS.usage(`${usage(operation, language)} ${SAYS.flags[language]}`)[language],
    "",
    `  ${wrap(`${summaryOf(operation, language)}.`, columns, 2)}`,
    "",
    ...pairs(
      [
        ...flags,
        ...noWait,
        [`--input ${SAYS.file[language]}`, SAYS.input[language]],
        ["--json", SAYS.json[language]],
      ],
      columns,
    ),
    "",
    `HTTP: ${operation.method} ${operation.path}`,
    "",
  ].join("\n");
}

/** What a flag means, which values it takes, which it has when it is left out. */
function about({ description, options, otherwise, required }: Flag, language: Language): string {
  const meaning = language === "fr" ? unbroken(descriptions[description] ?? description) : description;
  const said = [meaning, options].filter(Boolean).join(language === "fr" ? "\u00a0: " : ": ");
  const without = otherwise === undefined ? "" : SAYS.default(otherwise)[language];
  return [said, without, required ? SAYS.needed[language] : ""].filter(Boolean).join(" ");
}

function sample({ type, many }: Flag, language: Language): string {
  const word = SAYS.kinds[type][language];
  return `${word && ` ${word}`}${many ? " …" : ""}`;
}
