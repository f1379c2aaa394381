import { instantFromIso } from "#kernel/clock.ts";
import { Database } from "#store/db.ts";
import { openEngine } from "#engine/engine.ts";
import { advanceTo } from "#engine/moved-clock.ts";
import { Scheduler } from "#engine/scheduler.ts";

/**
 * A process of an instance whose time is moved: with an instant it moves the clock there, says so and ends; without one
 * it only works whatever is due. Killed at any point, another one goes on.
 */
const [url = "", until] = process.argv.slice(2);
const db = new Database(url);
const engine = await openEngine(db);
const scheduler = new Scheduler(engine, (error) => {
  console.error(error);
  process.exitCode = 1;
});
console.log("working");
if (until === undefined) scheduler.start(20);
else {
  await advanceTo(engine, scheduler, instantFromIso(until));
  await scheduler.close();
  await db.close();
  console.log("quiet");
}
