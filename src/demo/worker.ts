import { workerData } from "node:worker_threads";
import { makeDemo, type DemoOptions } from "./make-demo.ts";

/** A thread that makes the demo world, so that whoever serves meanwhile answers at once. */
const { url, ...options } = workerData as DemoOptions & { url: string };
await makeDemo(url, options);
