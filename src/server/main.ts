import { performance } from "node:perf_hooks";
import { CannotStart } from "#store/cannot-start.ts";
import { environment } from "./environment.ts";
import { start, type Running } from "./start.ts";

/**
 * The process `npm start` runs. One line on stdout says where Muster is when it is ready; a failure is a sentence on
 * stderr and exit code 1. SIGINT, SIGTERM and SIGHUP stop everything in order, with exit code 0; a second one, after
 * the moment in which the terminal and npm may both send the first, ends the process at once.
 */
let stopping: { since: number } | undefined;
const say = (line: string): void => void process.stdout.write(`${line}\n`);

process.stdout.on("error", () => {}); // nobody reads any more
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, stop);
if (process.channel) process.once("disconnect", stop); // whoever started us is gone

const starting: Promise<Running> = begin();
starting.then(ready, fail);

async function begin(): Promise<Running> {
  return start(environment(process.env), say);
}

function ready(muster: Running): void {
  muster.failed.then((reason) => stopping ?? fail(reason), fail);
  if (!stopping) say(`Muster is ready at ${muster.url} (Ctrl-C stops it)`);
}

/** While it is starting, it is first let come up: that takes a second, and what is whole can be stopped in order. */
function stop(): void {
  if (stopping) return endAtOnce(stopping.since);
  stopping = { since: performance.now() };
  say("Stopping …");
  starting.then((muster) => muster.stop()).then(() => process.exit(0), fail);
}

const SAME_KEYSTROKE_MS = 500;

function endAtOnce(since: number): void {
  if (performance.now() - since > SAME_KEYSTROKE_MS) process.exit(130);
}

function fail(reason: unknown): void {
  const error = reason instanceof Error ? reason : new Error(String(reason));
  process.stderr.write(`${error instanceof CannotStart ? error.message : (error.stack ?? error.message)}\n`);
  process.exit(1);
}
