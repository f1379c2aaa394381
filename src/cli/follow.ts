import { setTimeout as pass } from "node:timers/promises";
import type { GoesOn } from "#operations/define.ts";
import { operations } from "#operations/index.ts";
import { ask } from "./ask.ts";
import type { Command } from "./command.ts";

/** How often it is asked how far the work is, in milliseconds: soon at first, so that short work ends at once. */
const FIRST = 50;
const LONGEST = 1_000;

interface Progress {
  readonly id: number;
  readonly state: string;
  readonly done: number;
}

/**
 * Follows work that goes on after its answer, showing how far it is. Gives the last answer and whether the work was done
 * to its end; nothing when it does not begin now.
 */
export async function follow(
  goesOn: GoesOn,
  command: Command,
  first: unknown,
): Promise<{ answer: unknown; done: boolean } | undefined> {
  const operation = operations.find((one) => one.id === goesOn.show);
  if (!operation || (goesOn.unless !== undefined && command.input[goesOn.unless] !== undefined))
    return undefined;
  const { id } = first as Progress;
  let answer: unknown = first;
  for (
    let pause = FIRST;
    goesOn.while.includes((answer as Progress).state);
    pause = Math.min(LONGEST, pause * 2)
  ) {
    report(answer as Progress);
    await pass(pause);
    answer = await ask(operation, { ...command, input: { [goesOn.as]: id }, file: undefined });
  }
  report(undefined);
  return { answer, done: ["done", "waiting"].includes((answer as Progress).state) };
}

let told = -1;

/** On a terminal one line that changes; elsewhere a line for every tenth. */
function report(progress: Progress | undefined): void {
  const percent = Math.floor((progress?.done ?? 0) * 100);
  if (process.stderr.isTTY)
    process.stderr.write(`\r\u001b[K${progress ? `${progress.state}  ${percent} %` : ""}`);
  else if (progress && Math.floor(percent / 10) > told) {
    told = Math.floor(percent / 10);
    if (percent > 0) process.stderr.write(`${progress.state}  ${percent} %\n`);
  }
}
