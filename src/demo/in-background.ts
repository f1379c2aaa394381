import { once } from "node:events";
import { Worker } from "node:worker_threads";
import type { DemoOptions } from "./make-demo.ts";

/** A demo world that is being made. */
export interface Making {
  /** Resolves when it is whole; rejects when it cannot be made, or {@link stop} came first. */
  readonly done: Promise<void>;
  /** Leaves it as it is, for nobody to use. */
  stop(): Promise<void>;
}

/** Makes the demo world in a thread, which ends with this process however that ends. */
export function makeInBackground(url: string, options: DemoOptions): Making {
  const worker = new Worker(new URL("./worker.ts", import.meta.url), { workerData: { url, ...options } });
  // An error comes as a rejection.
  const done = once(worker, "exit").then(([code]) => {
    if (code !== 0) throw new Error("The demo world was not finished.");
  });
  done.catch(() => {}); // whoever waits for it hears of it
  return { done, stop: async () => void (await worker.terminate()) };
}
