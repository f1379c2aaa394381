import { readFile } from "node:fs/promises";
import { text as readAll } from "node:stream/consumers";
import { parseArgs, type ParseArgsConfig } from "node:util";
import type { Said } from "#kernel/fault.ts";
import { pathNames, type AnyOperation } from "#operations/define.ts";
import { flagsOf, type Flag } from "./flags.ts";
import { nearest } from "./text.ts";
import type { Terminal } from "./terminal.ts";
import { SAYS, together, Told } from "./words.ts";

/** The words are wrong; exit code 2. */
export class Usage extends Told {}

/** What an operation is asked. */
export interface Asked {
  readonly input: Record<string, unknown>;
  /** The file of an operation that takes one; `-` is standard input. */
  readonly file?: string | undefined;
}

/** A command as it was typed. */
export interface Command extends Asked {
  readonly json: boolean;
  /** Work that goes on is followed to its end. */
  readonly wait: boolean;
}

/** Reads the words after noun and verb: what stands in the path first, then the file if one is taken, then flags. */
export async function readCommand(
  operation: AnyOperation,
  words: string[],
  terminal: Terminal,
): Promise<Command> {
  const flags = flagsOf(operation);
  const { values, positionals } = parse(operation, flags, words);
  const places = [...pathNames(operation.path), ...(operation.upload ? ["FILE"] : [])];
  if (positionals.length > places.length) throw new Usage(SAYS.oneTooMany(positionals[places.length] ?? ""));
  const missing = places[positionals.length];
  if (missing)
    throw new Usage(
      SAYS.missing(
        missing,
        `muster ${operation.noun} ${operation.verb} ${places.map((place) => `<${place}>`).join(" ")}`,
      ),
    );
  const document =
    values["input"] === undefined ? {} : await readDocument(values["input"] as string, terminal);
  const given = flags
    .filter((flag) => values[flag.option] !== undefined)
    .map((flag) => [flag.name, valueOf(flag, values[flag.option])]);
  const inPath = pathNames(operation.path).map((name, index) => [name, positionals[index]]);
  return {
    input: { ...document, ...Object.fromEntries(given), ...Object.fromEntries(inPath) },
    json: values["json"] === true,
    wait: values["no-wait"] !== true,
    file: operation.upload ? positionals.at(-1) : undefined,
  };
}

function parse(
  operation: AnyOperation,
  flags: readonly Flag[],
  words: string[],
): { values: Record<string, unknown>; positionals: string[] } {
  const options = Object.fromEntries(
    flags.map((flag) => [
      flag.option,
      { type: flag.type === "boolean" ? ("boolean" as const) : ("string" as const), multiple: flag.many },
    ]),
  );
  return parseWords({
    args: words,
    options: {
      ...options,
      input: { type: "string" },
      json: { type: "boolean" },
      ...(operation.goesOn ? { "no-wait": { type: "boolean" as const } } : {}),
    },
    allowPositionals: true,
    allowNegative: true,
  });
}

/** Node's own reading of words; what is wrong is said in our words, with the flag that was probably meant. */
export function parseWords<T extends ParseArgsConfig>(config: T): ReturnType<typeof parseArgs<T>> {
  try {
    return parseArgs(config);
  } catch (error) {
    throw new Usage(misread((error as Error).message, Object.keys(config.options ?? {})), { cause: error });
  }
}

function misread(message: string, known: readonly string[]): Said {
  const [, flag = message] = /'(?:-\w, )?(-[^' ]+)/.exec(message) ?? [];
  if (message.includes("does not take an argument")) return SAYS.takesNone(flag);
  if (!message.startsWith("Unknown option")) return SAYS.noValue(flag);
  const meant = nearest(
    flag,
    known.map((name) => `--${name}`),
  );
  return together(SAYS.noFlag(flag), meant ? SAYS.meantFlag(meant) : SAYS.seeFlags);
}

function valueOf(flag: Flag, given: unknown): unknown {
  if (Array.isArray(given)) return given.map((one) => valueOf({ ...flag, many: false }, one));
  if (flag.type === "number") {
    const number = Number(given);
    if (Number.isNaN(number)) throw new Usage(SAYS.notNumber(`--${flag.option}`, String(given)));
    return number;
  }
  return flag.type === "document" ? json(String(given), `--${flag.option}`) : given;
}

/** Why a file could not be read. */
export const unread = (file: string, error: NodeJS.ErrnoException): Said =>
  error.code === "ENOENT" ? SAYS.noFile(file) : { en: error.message, fr: error.message };

async function readDocument(file: string, terminal: Terminal): Promise<Record<string, unknown>> {
  const content =
    file === "-"
      ? await readAll(terminal.input)
      : await readFile(file, "utf8").catch((error: Error) => {
          throw new Usage(unread(file, error));
        });
  const value = json(content, file);
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new Usage(SAYS.notObject(file));
  return value as Record<string, unknown>;
}

function json(text: string, where: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Usage(SAYS.notJson(where, (error as Error).message));
  }
}
