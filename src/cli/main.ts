import { readFileSync } from "node:fs";
import { operations } from "#operations/index.ts";
import { exportDefinitions } from "#operations/definitions/export-definitions.ts";
import { showSchema } from "#operations/definitions/show-schema.ts";
import { APPLY_USAGE, apply } from "./apply.ts";
import { ask } from "./ask.ts";
import { CHECK_USAGE, check } from "./check.ts";
import { Usage, readCommand } from "./command.ts";
import { help, helpOn } from "./help.ts";
import { follow } from "./follow.ts";
import { show } from "./show.ts";

/** `muster <noun> <verb> …`: every operation as a command, asked of the running server. */
const { version } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as {
  version: string;
};

process.stdout.on("error", () => process.exit(0)); // the reader has gone, as `head` does
process.on("SIGINT", () => process.exit(130));

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  const usage = error instanceof Usage;
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = usage ? 2 : 1;
}

async function main(words: string[]): Promise<number> {
  const [noun, verb] = words;
  if (words.includes("--version")) return print(version);
  if (!noun || noun === "help" || noun.startsWith("-")) return print(help(operations));
  const own = await ownCommand(noun, verb, words);
  if (own !== undefined) return own;
  const ofNoun = operations.filter((operation) => operation.noun === noun);
  if (ofNoun.length === 0)
    throw new Usage(
      `There is no “${noun}”. Known are: ${[...new Set(operations.map((one) => one.noun))].join(", ")}. See: muster --help`,
    );
  if (!verb || verb.startsWith("-")) return print(help(ofNoun));
  const operation = ofNoun.find((one) => one.verb === verb);
  if (!operation)
    throw new Usage(
      `“${noun}” has no “${verb}”; it has: ${ofNoun.map((one) => one.verb).join(", ")}. See: muster ${noun} --help`,
    );
  const rest = words.slice(2);
  if (rest.includes("--help") || rest.includes("-h")) return print(helpOn(operation));
  const command = await readCommand(operation, rest);
  const answer = await ask(operation, command);
  const end = command.wait && operation.goesOn ? await follow(operation.goesOn, command, answer) : undefined;
  print(command.json ? JSON.stringify(end?.answer ?? answer, null, 2) : show(end?.answer ?? answer));
  return end === undefined || end.done ? 0 : 1;
}

/** Commands that read or write files of definitions. */
async function ownCommand(
  noun: string,
  verb: string | undefined,
  words: string[],
): Promise<number | undefined> {
  const wantsHelp = words.includes("--help") || words.includes("-h");
  if (noun === "apply") return print(wantsHelp ? APPLY_USAGE : await apply(words.slice(1)));
  if (noun === "campaign" && verb === "check")
    return wantsHelp ? print(CHECK_USAGE) : check(words.slice(2), print);
  if (noun !== "export" && noun !== "schema") return undefined;
  const operation = noun === "export" ? exportDefinitions : showSchema;
  if (wantsHelp) return print(helpOn(operation));
  const answer = await ask(operation, await readCommand(operation, words.slice(1)));
  return print(noun === "export" ? (answer as { text: string }).text : JSON.stringify(answer, null, 2));
}

function print(text: string): number {
  process.stdout.write(text.endsWith("\n") ? text : `${text}\n`);
  return 0;
}
