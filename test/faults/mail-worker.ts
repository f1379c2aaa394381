import { Database } from "#store/db.ts";
import { openEngine } from "#engine/engine.ts";
import { Scheduler } from "#engine/scheduler.ts";
import { PostOffice } from "#mail/post-office.ts";
import { Smtp } from "#mail/smtp.ts";

/** As `worker.ts`, but it hands mails to a server. */
const [, , url = "", server = ""] = process.argv;
const db = new Database(url);
const post = new PostOffice("secret", "http://muster.test");
const carrier = new Smtp(server, post.message);
const scheduler = new Scheduler(
  await openEngine(db),
  (error) => {
    console.error(error);
    process.exitCode = 1;
  },
  carrier,
);
console.log("working");
await scheduler.quiet();
await scheduler.close();
await db.close();
console.log("quiet");
