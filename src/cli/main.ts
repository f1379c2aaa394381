import { readFileSync } from "node:fs";
import { operations } from "#operations/index.ts";
import { ask } from "./ask.ts";
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

function print(text: string): number {
  process.stdout.write(text.endsWith("\n") ? text : `${text}\n`);
  return 0;
}
