import { applyDefinitions } from "#operations/definitions/apply-definitions.ts";
import { ask, Refused } from "./ask.ts";
import { parseWords, Usage } from "./command.ts";
import { readFiles, withSource, type File } from "./definition-files.ts";
import { awaited } from "./follow.ts";
import type { Terminal } from "./terminal.ts";
import { cut } from "./text.ts";

export const APPLY_USAGE = `Usage: muster apply FILE… [--dry-run] [--people finish|move] [--json]

  Puts what the files define in the place of what there is, all or nothing.
  FILE is a .yaml file, a folder of such, or - for standard input.

  --dry-run        Only say what would become of what
  --people move    People inside a campaign whose flow changes go on in the new one (else: finish theirs)
  --json           The raw answer`;

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
  if (positionals.length === 0) throw new Usage(APPLY_USAGE);
  const files = await readFiles(positionals, terminal);
  const answer = await send(
    files,
    {
      dryRun: values["dry-run"] === true,
      ...(values.people ? { people: values.people } : {}),
    },
    terminal,
  );
  return values.json ? JSON.stringify(answer, null, 2) : shown(answer);
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

function shown({ applied, results }: Answer): string {
  const said = (outcome: string): number => results.filter((one) => one.outcome === outcome).length;
  const lines = results
    .filter((one) => one.outcome !== "same")
    .flatMap(({ outcome, kind, program, name, changes }) => [
      `${outcome}  ${kind.padEnd(13)} ${program ? `${program}.` : ""}${name}`,
      ...changes.map(({ path, from, to }) => `          ${path}: ${text(from)} → ${text(to)}`),
    ]);
  const sum = `${said("create")} ${applied ? "created" : "to create"}, ${said("change")} ${applied ? "changed" : "to change"}, ${said("same")} the same.`;
  return [...lines, applied ? sum : `${sum} Nothing was done.`].join("\n");
}

/** A value on one line. */
function text(value: unknown): string {
  if (value === undefined) return "nothing";
  return cut(JSON.stringify(value), 120);
}
