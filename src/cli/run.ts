import { readFileSync } from "node:fs";
import { operations } from "#operations/index.ts";
import type { Said } from "#kernel/fault.ts";
import type { AnyOperation } from "#operations/define.ts";
import { exportDefinitions } from "#operations/definitions/export-definitions.ts";
import { showSchema } from "#operations/definitions/show-schema.ts";
import { apply } from "./apply.ts";
import { ask, Refused } from "./ask.ts";
import { check } from "./check.ts";
import { Usage, readCommand, type Command } from "./command.ts";
import { awaited, follow } from "./follow.ts";
import { help, helpOn, helpOnNoun, type Reader } from "./help.ts";
import { say } from "./say.ts";
import { nearest } from "./text.ts";
import { languageOf, type Terminal } from "./terminal.ts";
import { SAYS, together, toldIn } from "./words.ts";

const { version } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as {
  version: string;
};

/** `muster <noun> <verb> …`: every operation as a command, asked of the running server. Gives the exit code. */
export async function run(words: string[], terminal: Terminal): Promise<number> {
  try {
    return await answered(words, terminal);
  } catch (error) {
    const raw = error instanceof Refused && words.includes("--json");
    terminal.err(
      `${raw ? JSON.stringify(error.answer, null, 2) : toldIn(error as Error, languageOf(terminal.env))}\n`,
    );
    return error instanceof Usage ? 2 : 1;
  }
}

async function answered(words: string[], terminal: Terminal): Promise<number> {
  const print = (text: string): number => {
    terminal.out(text.endsWith("\n") ? text : `${text}\n`);
    return 0;
  };
  const reader = readerOf(terminal);
  const wantsHelp = words.includes("--help") || words.includes("-h");
  const [noun, verb] = words[0] === "help" ? words.slice(1) : words;
  if (words.includes("--version")) return print(version);
  if (!noun || noun.startsWith("-")) return print(help(operations, reader));
  const own = await ownCommand(noun, verb, words, wantsHelp || words[0] === "help", print, terminal);
  if (own !== undefined) return own;
  const ofNoun = operations.filter((operation) => operation.noun === noun);
  if (ofNoun.length === 0) throw unknown(SAYS.noNoun(noun), noun, NOUNS, SAYS.seeHelp);
  if (!verb || verb.startsWith("-")) return print(helpOnNoun(ofNoun, reader));
  const operation = ofNoun.find((one) => one.verb === verb);
  if (!operation) {
    const verbs = ofNoun.map((one) => one.verb);
    throw unknown(SAYS.noVerb(noun, verb), verb, verbs, SAYS.has(verbs.join(", ")));
  }
  if (wantsHelp || words[0] === "help") return print(helpOn(operation, reader));
  return asked(operation, await readCommand(operation, words.slice(2), terminal), terminal);
}

const readerOf = ({ columns, env }: Terminal): Reader => ({ columns, language: languageOf(env) });

const NOUNS = [...new Set(operations.map((one) => one.noun)), "apply", "export", "schema"];

function unknown(sentence: Said, word: string, known: readonly string[], otherwise: Said): Usage {
  const meant = nearest(word, known);
  return new Usage(together(sentence, meant ? SAYS.meant(meant) : otherwise));
}

async function asked(operation: AnyOperation, command: Command, terminal: Terminal): Promise<number> {
  const answer = await awaited(operation, ask(operation, command, terminal), terminal);
  if (operation.file) return 0;
  const end =
    command.wait && operation.goesOn ? await follow(operation.goesOn, command, answer, terminal) : undefined;
  await say(operation, end?.answer ?? answer, command.json, terminal);
  return end === undefined || end.done ? 0 : 1;
}

/** Commands that read or write files of definitions. */
async function ownCommand(
  noun: string,
  verb: string | undefined,
  words: string[],
  wantsHelp: boolean,
  print: (text: string) => number,
  terminal: Terminal,
): Promise<number | undefined> {
  if (noun === "apply")
    return print(
      wantsHelp ? SAYS.applyUsage[languageOf(terminal.env)] : await apply(words.slice(1), terminal),
    );
  if (noun === "campaign" && verb === "check")
    return wantsHelp ? print(SAYS.checkUsage[languageOf(terminal.env)]) : check(words.slice(2), terminal);
  if (noun !== "export" && noun !== "schema") return undefined;
  const operation = noun === "export" ? exportDefinitions : showSchema;
  if (wantsHelp) return print(helpOn(operation, readerOf(terminal)));
  const command = await readCommand(operation, words.slice(1), terminal);
  const answer = await ask(operation, command, terminal);
  const asText = noun === "export" && !command.json;
  return print(asText ? (answer as { text: string }).text : JSON.stringify(answer, null, 2));
}
