import type { z } from "zod";
import { existsSync } from "node:fs";
import { checkCampaign } from "#operations/campaign/check-campaign.ts";
import { send } from "./apply.ts";
import { ask } from "./ask.ts";
import { parseWords, Usage } from "./command.ts";
import { readFiles } from "./definition-files.ts";
import { languageOf, type Terminal } from "./terminal.ts";
import { SAYS } from "./words.ts";

/** `muster campaign check`: prints what blocks; gives the exit code. */
export async function check(words: string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = parseWords({
    args: words,
    options: { json: { type: "boolean" } },
    allowPositionals: true,
  });
  const [first] = positionals;
  const language = languageOf(terminal.env);
  if (first === undefined) throw new Usage(SAYS.checkUsage);
  const say = (answer: object, lines: readonly string[]): void =>
    terminal.out(`${values.json ? JSON.stringify(answer, null, 2) : lines.join("\n")}\n`);
  if (first === "-" || existsSync(first)) {
    const answer = await send(await readFiles(positionals, terminal), { dryRun: true }, terminal);
    say(answer, [SAYS.allRight(answer.results.length)[language]]);
    return 0;
  }
  if (positionals.length > 1) throw new Usage(SAYS.oneCampaign(first));
  const answer = (await ask(checkCampaign, { input: { campaign: first } }, terminal)) as z.output<
    typeof checkCampaign.output
  >;
  const { campaign, problems, warnings } = answer;
  say(answer, [
    ...(problems.length === 0 ? [SAYS.runs(campaign)[language]] : []),
    ...problems.map(({ path, message }) => `${path}: ${message}`),
    ...warnings.map(({ path, message }) => `${path}: ${SAYS.perhaps[language]}: ${message}`),
  ]);
  return problems.length === 0 ? 0 : 1;
}
