import { run } from "./run.ts";
import { thisTerminal } from "./terminal.ts";

process.stdout.on("error", () => process.exit(0)); // the reader has gone, as `head` does
process.on("SIGINT", () => process.exit(130));

process.exitCode = await run(process.argv.slice(2), thisTerminal());
