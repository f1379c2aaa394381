// Runs under Node 20: what a machine may have before Muster has brought its own.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of the project. */
export const PROJECT = fileURLToPath(new URL("..", import.meta.url));

/** Signals that end a process in order; whoever waits for a child passes them on. */
export const SIGNALS = /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]);

/**
 * Runs a program in our place: it has our terminal and gets our signals. Resolves with its exit code, which for a
 * program ended by a signal is not 0.
 *
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, quiet?: boolean, tied?: boolean, until?: AbortSignal }} [options] `quiet`: only what it
 *   prints on stderr is shown; `tied`: a program in Node is told (“disconnect”) when we are gone, however we ended;
 *   `until`: ends it
 * @returns {Promise<number>}
 */
export function runProgram(
  program,
  args,
  { cwd, env = process.env, quiet = false, tied = false, until } = {},
) {
  return new Promise((resolve, reject) => {
    /** @type {import("node:child_process").StdioOptions} */
    const stdio = ["inherit", quiet ? "ignore" : "inherit", "inherit"];
    if (tied) stdio.push("ipc");
    const child = spawn(program, args, { cwd, env, stdio });
    /** @param {NodeJS.Signals} signal */
    const passOn = (signal) => child.kill(signal);
    for (const signal of SIGNALS) process.on(signal, passOn);
    until?.addEventListener("abort", () => child.kill());
    const settle = () => SIGNALS.forEach((signal) => process.off(signal, passOn));
    child.once("error", (error) => {
      settle();
      reject(error);
    });
    child.once("exit", (code) => {
      settle();
      resolve(code ?? 1);
    });
  });
}

/**
 * Where Node keeps what it has compiled: not compiling some hundred files of TypeScript again halves the time until a
 * command has begun. Not in /tmp, where others could put something of theirs for us to run; where we may not write,
 * Node does without.
 */
export const COMPILED = join(PROJECT, "node_modules/.cache/node");

/**
 * The environment in which the tools of the project, and its own Node among them, are found first.
 *
 * @returns {NodeJS.ProcessEnv}
 */
export function toolEnvironment() {
  const { PATH = "", NODE_COMPILE_CACHE = COMPILED } = process.env;
  return { ...process.env, PATH: `${join(PROJECT, "node_modules/.bin")}:${PATH}`, NODE_COMPILE_CACHE };
}

/**
 * Ends the process with a sentence for whoever started it.
 *
 * @param {string} sentence
 * @returns {never}
 */
export function giveUp(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}
