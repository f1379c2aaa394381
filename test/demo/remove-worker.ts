import { Database } from "#store/db.ts";
import { openEngine } from "#engine/engine.ts";
import { Intake } from "#engine/intake.ts";
import { Scheduler } from "#engine/scheduler.ts";
import { PostOffice } from "#mail/post-office.ts";
import { removeDemo } from "#operations/demo/remove-demo.ts";

/** A process that removes a demo world, to be killed. */
const [url = "", confirm = ""] = process.argv.slice(2);
const db = new Database(url);
const engine = await openEngine(db);
const scheduler = new Scheduler(engine, console.error);
const context = {
  engine,
  scheduler,
  intake: new Intake(engine),
  post: new PostOffice("", ""),
  actor: "test",
  home: "",
};
console.log("working");
await removeDemo.run(context, { confirm: Number(confirm) });
console.log("removed");
await scheduler.close();
await db.close();
