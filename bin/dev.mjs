#!/usr/bin/env node
// `npm run dev`: the pages as they are being written, in front of a Muster that runs.
import { ensureInstalled } from "./install.mjs";
import { runUnderNode24 } from "./node24.mjs";

await ensureInstalled({ dev: true });
await runUnderNode24("web/build/dev.ts");
