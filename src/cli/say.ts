import type { AnyOperation } from "#operations/define.ts";
import { showSettings } from "#operations/setting/show-settings.ts";
import { ask } from "./ask.ts";
import { hasInstant, instant } from "./cell.ts";
import { flagsOf } from "./flags.ts";
import { show } from "./show.ts";
import { languageOf, type Terminal } from "./terminal.ts";
import { SAYS, unbroken } from "./words.ts";

/** Prints an answer: as it is for machines, else for people, with the instance's time zone beneath where it matters. */
export async function say(
  operation: AnyOperation,
  answer: unknown,
  raw: boolean,
  terminal: Terminal,
): Promise<void> {
  if (raw) return terminal.out(`${JSON.stringify(answer, null, 2)}\n`);
  const read = operation.output.safeParse(answer); // in the order of its schema
  const timely = hasInstant(answer);
  const zone = timely ? await zoneOf(terminal) : "UTC";
  const language = languageOf(terminal.env);
  const how = { language, instant: (iso: string) => instant(iso, zone) };
  const given =
    operation.shown && read.success ? operation.shown(read.data as never, how) : (read.data ?? answer);
  const shown = typeof given === "string" && language === "fr" ? unbroken(given) : given;
  const paged = flagsOf(operation).find(({ name }) => name === "after" || name === "before");
  terminal.out(
    `${show(shown, { zone, language, columns: terminal.columns, faint: terminal.faint }, paged?.option)}\n`,
  );
  if (timely) terminal.out(`${terminal.faint(SAYS.times(zone)[language])}\n`);
}

const zoneOf = async (terminal: Terminal): Promise<string> =>
  ((await ask(showSettings, { input: {} }, terminal)) as { zone: string }).zone;
