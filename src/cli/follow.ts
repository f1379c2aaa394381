import { setTimeout as pass } from "node:timers/promises";
import type { AnyOperation, GoesOn } from "#operations/define.ts";
import { operations } from "#operations/index.ts";
import { showDemo } from "#operations/demo/show-demo.ts";
import { ask } from "./ask.ts";
import type { Command } from "./command.ts";
import { Progress } from "./progress.ts";
import { spoken } from "./headings.ts";
import { languageOf, type Terminal } from "./terminal.ts";
import { SAYS } from "./words.ts";

/** How often it is asked how far the work is, in milliseconds: soon at first, so that short work ends at once. */
const FIRST = 50;
const LONGEST = 1_000;

interface State {
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
  terminal: Terminal,
): Promise<{ answer: unknown; done: boolean } | undefined> {
  const operation = operations.find((one) => one.id === goesOn.show);
  if (!operation || (goesOn.unless !== undefined && command.input[goesOn.unless] !== undefined))
    return undefined;
  const { id } = first as State;
  const progress = new Progress(terminal);
  let answer: unknown = first;
  for (
    let pause = FIRST;
    goesOn.while.includes((answer as State).state);
    pause = Math.min(LONGEST, pause * 2)
  ) {
    const { state, done } = answer as State;
    progress.report(String(spoken("state", state, languageOf(terminal.env))), done);
    await pass(pause);
    answer = await ask(operation, { input: { [goesOn.as]: id } }, terminal);
  }
  progress.end();
  return { answer, done: ["done", "waiting"].includes((answer as State).state) };
}

/** How long an answer may take before it is said what it waits for. */
const PATIENCE = 1_000;

/** Waits for the answer; a change waits until the demo world is whole, and then it is said how far that is. */
export async function awaited<T>(
  operation: AnyOperation,
  answer: Promise<T>,
  terminal: Terminal,
): Promise<T> {
  if (operation.effect === "read") return answer;
  const over = answer.then(
    () => true,
    () => true,
  );
  const progress = new Progress(terminal);
  while (!(await Promise.race([over, pass(PATIENCE, false, { ref: false })]))) {
    const demo = (await ask(showDemo, { input: {} }, terminal).catch(() => undefined)) as State | undefined;
    if (demo?.state !== "making") break;
    progress.report(SAYS.demo[languageOf(terminal.env)], demo.done);
  }
  return answer.finally(() => progress.end());
}
