#!/usr/bin/env node
// `npx muster …`: the command line.
import { ensureInstalled } from "./install.mjs";
import { runUnderNode24 } from "./node24.mjs";

await ensureInstalled();
await runUnderNode24("src/cli/main.ts");
