#!/usr/bin/env node
// `npm start`: Muster from a fresh clone to a running server.
import { ensureInstalled } from "./install.mjs";
import { runUnderNode24, SERVING } from "./node24.mjs";

await ensureInstalled();
await runUnderNode24("src/server/main.ts", SERVING);
