#!/usr/bin/env node
// `npm run example`: the worked example.
import { ensureInstalled } from "./install.mjs";
import { runUnderNode24, SERVING } from "./node24.mjs";

await ensureInstalled();
await runUnderNode24("examples/cdnow/run.ts", SERVING);
