import { once } from "node:events";
import type { Readable } from "node:stream";
import { styleText } from "node:util";
import type { Language } from "#kernel/fault.ts";

/** Where a command is typed: what it reads, and where it writes to. */
export interface Terminal {
  readonly env: NodeJS.ProcessEnv;
  readonly input: Readable;
  /** How many letters fit beside each other; no end where nobody looks. */
  readonly columns: number;
  /** Whether a line that was written can be written over. */
  readonly live: boolean;
  /** The answer. */
  out(text: string): void;
  /** Waits until whoever reads the answer has taken what was written, where much is. */
  drained?(): Promise<unknown>;
  /** What else there is to say. */
  err(text: string): void;
  /** What need not be read. */
  readonly faint: (text: string) => string;
}

/** The terminal of this process. Colours are left out where nobody looks, or with NO_COLOR. */
export function thisTerminal(): Terminal {
  const { stdout, stderr, stdin, env } = process;
  return {
    env,
    input: stdin,
    columns: stdout.isTTY ? stdout.columns || 80 : Infinity,
    live: stderr.isTTY,
    out: (text) => void stdout.write(text),
    drained: async () => stdout.writableNeedDrain && once(stdout, "drain"),
    err: (text) => void stderr.write(text),
    faint: (text) => styleText("dim", text, { stream: stdout }),
  };
}

/** The language of whoever types, as their machine says it. */
export const languageOf = ({ LC_ALL, LC_MESSAGES, LANG }: NodeJS.ProcessEnv): Language =>
  /^fr/i.test(LC_ALL || LC_MESSAGES || LANG || "") ? "fr" : "en";
