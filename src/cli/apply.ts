import type { Language } from "#kernel/fault.ts";
import { applyDefinitions } from "#operations/definitions/apply-definitions.ts";
import { ask, Refused } from "./ask.ts";
import { parseWords, Usage } from "./command.ts";
import { readFiles, withSource, type File } from "./definition-files.ts";
import { awaited } from "./follow.ts";
import { languageOf, type Terminal } from "./terminal.ts";
import { cut, pad, widthOf } from "./text.ts";
import { SAYS } from "./words.ts";

interface Answer {
  readonly applied: boolean;
  readonly results: readonly {
    readonly kind: string;
    readonly program: string | null;
    readonly name: string;
    readonly outcome: "create" | "change" | "same";
    readonly changes: readonly { readonly path: string; readonly from: unknown; readonly to: unknown }[];
  }[];
}

/** `muster apply`: gives what to print. */
export async function apply(words: string[], terminal: Terminal): Promise<string> {
  const { values, positionals } = read(words);
  if (positionals.length === 0) throw new Usage(SAYS.applyUsage);
  const files = await readFiles(positionals, terminal);
  const answer = await send(
    files,
    {
      dryRun: values["dry-run"] === true,
      ...(values.people ? { people: values.people } : {}),
    },
    terminal,
  );
  return values.json ? JSON.stringify(answer, null, 2) : shown(answer, languageOf(terminal.env));
}

/** Asks the server. @throws Error with what is wrong, each with the line it is about */
export async function send(
  files: readonly File[],
  input: Record<string, unknown>,
  terminal: Terminal,
): Promise<Answer> {
  try {
    const asked = ask(applyDefinitions, { input: { files, ...input } }, terminal);
    return (await awaited(applyDefinitions, asked, terminal)) as Answer;
  } catch (error) {
    if (error instanceof Refused) throw new Refused(withSource(error.message, files), error.answer);
    throw error;
  }
}

function read(words: string[]): {
  values: { "dry-run"?: boolean; json?: boolean; people?: string };
  positionals: string[];
} {
  return parseWords({
    args: words,
    options: { "dry-run": { type: "boolean" }, json: { type: "boolean" }, people: { type: "string" } },
    allowPositionals: true,
  });
}

function shown({ applied, results }: Answer, language: Language): string {
  const said = (outcome: string): number => results.filter((one) => one.outcome === outcome).length;
  const told = results.filter((one) => one.outcome !== "same");
  const word = (one: Answer["results"][number]): string => SAYS.outcomes[one.outcome][language];
  const width = Math.max(0, ...told.map((one) => widthOf(word(one))));
  const lines = told.flatMap((one) => [
    `${pad(word(one), width)}  ${one.kind.padEnd(13)} ${one.program ? `${one.program}.` : ""}${one.name}`,
    ...one.changes.map(
      ({ path, from, to }) =>
        `${" ".repeat(width + 4)}${path}: ${text(from, language)} → ${text(to, language)}`,
    ),
  ]);
  const sum = (applied ? SAYS.applied : SAYS.wouldApply)(said("create"), said("change"), said("same"));
  return [...lines, sum[language]].join("\n");
}

/** A value on one line. */
function text(value: unknown, language: Language): string {
  if (value === undefined) return SAYS.nothing[language];
  return cut(JSON.stringify(value), 120);
}
