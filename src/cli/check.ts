import type { z } from "zod";
import { existsSync } from "node:fs";
import { checkCampaign } from "#operations/campaign/check-campaign.ts";
import { send } from "./apply.ts";
import { ask } from "./ask.ts";
import { Usage } from "./command.ts";
import { readFiles } from "./definition-files.ts";

export const CHECK_USAGE = `Usage: muster campaign check CAMPAIGN | FILE…

  Says everything that keeps a campaign from running; of files of definitions (.yaml, folders, - for standard input)
  also what keeps them from being applied, with file, line and column. Ends with exit code 1 when there is something.`;

/** `muster campaign check`: prints what blocks; gives the exit code. */
export async function check(words: string[], print: (text: string) => void): Promise<number> {
  const [first] = words;
  if (first === undefined || first.startsWith("--")) throw new Usage(CHECK_USAGE);
  if (first === "-" || existsSync(first)) {
    const { results } = await send(await readFiles(words), { dryRun: true });
    print(`Nothing is wrong in ${results.length} definitions.`);
    return 0;
  }
  if (words.length > 1)
    throw new Usage(`There is no file “${first}”, and only one campaign is checked at a time.`);
  const { campaign, problems, warnings } = (await ask(checkCampaign, {
    input: { campaign: first },
    json: false,
    wait: false,
    file: undefined,
  })) as z.output<typeof checkCampaign.output>;
  if (problems.length === 0) print(`Nothing keeps “${campaign}” from running.`);
  for (const { path, message } of problems) print(`${path}: ${message}`);
  for (const { path, message } of warnings) print(`${path}: perhaps not meant: ${message}`);
  return problems.length === 0 ? 0 : 1;
}
