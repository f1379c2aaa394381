#!/usr/bin/env node
// `npm run demo`: a demo world in an empty home, to be started with `npm start` afterwards.
import { ensureInstalled } from "./install.mjs";
import { runUnderNode24, SERVING } from "./node24.mjs";

await ensureInstalled();
await runUnderNode24("src/demo/main.ts", SERVING);
