import type { z } from "zod";
import { existsSync } from "node:fs";
import { checkCampaign } from "#operations/campaign/check-campaign.ts";
import { send } from "./apply.ts";
import { ask } from "./ask.ts";
import { parseWords, Usage } from "./command.ts";
import { readFiles } from "./definition-files.ts";
import type { Terminal } from "./terminal.ts";

export const CHECK_USAGE = `Usage: muster campaign check CAMPAIGN | FILE… [--json]

  Says everything that keeps a campaign from running; of files of definitions (.yaml, folders, - for standard input)
  also what keeps them from being applied, with file, line and column. Ends with exit code 1 when there is something.

  --json  The raw answer`;

/** `muster campaign check`: prints what blocks; gives the exit code. */
export async function check(words: string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = parseWords({
    args: words,
    options: { json: { type: "boolean" } },
    allowPositionals: true,
  });
  const [first] = positionals;
  if (first === undefined) throw new Usage(CHECK_USAGE);
  const say = (answer: object, lines: readonly string[]): void =>
    terminal.out(`${values.json ? JSON.stringify(answer, null, 2) : lines.join("\n")}\n`);
  if (first === "-" || existsSync(first)) {
    const answer = await send(await readFiles(positionals, terminal), { dryRun: true }, terminal);
    say(answer, [`Nothing is wrong in ${answer.results.length} definitions.`]);
    return 0;
  }
  if (positionals.length > 1)
    throw new Usage(`There is no file “${first}”, and only one campaign is checked at a time.`);
  const answer = (await ask(checkCampaign, { input: { campaign: first } }, terminal)) as z.output<
    typeof checkCampaign.output
  >;
  const { campaign, problems, warnings } = answer;
  say(answer, [
    ...(problems.length === 0 ? [`Nothing keeps “${campaign}” from running.`] : []),
    ...problems.map(({ path, message }) => `${path}: ${message}`),
    ...warnings.map(({ path, message }) => `${path}: perhaps not meant: ${message}`),
  ]);
  return problems.length === 0 ? 0 : 1;
}
