import { Database } from "#store/db.ts";
import { openEngine } from "#engine/engine.ts";
import { Scheduler } from "#engine/scheduler.ts";

/** A process that does everything there is to do, says so and ends. Killed at any point, another one goes on. */
const db = new Database(process.argv[2] ?? "");
const scheduler = new Scheduler(await openEngine(db), (error) => {
  console.error(error);
  process.exitCode = 1;
});
console.log("working");
await scheduler.quiet();
await scheduler.close();
await db.close();
console.log("quiet");
