import { shardOf } from "#kernel/id.ts";
import { Database } from "#store/db.ts";
import { openEngine } from "#engine/engine.ts";
import { Intake } from "#engine/intake.ts";

/**
 * A process that sends numbered events of a call that may be repeated, and prints the number of each when it is
 * answered. Arguments: database, first number, how many, how many people.
 */
const [url = "", from = "0", count = "0", people = "1"] = process.argv.slice(2);
const db = new Database(url);
const intake = new Intake(await openEngine(db));
const numbers = Array.from({ length: Number(count) }, (_, index) => Number(from) + index);
console.log("working");
for (let index = 0; index < numbers.length; index += 40)
  await Promise.all(
    numbers.slice(index, index + 40).map(async (number) => {
      const personId = 1 + ((number * 7) % Number(people));
      const event = {
        shard: shardOf(personId),
        personId,
        typeId: 1,
        assetId: null,
        value: null,
        attributes: JSON.stringify({ token: String(number) }),
        source: 3,
        occurredOn: null,
      };
      await Promise.all(intake.record([{ event, call: { key: "kill", item: number, digest: "00" } }]));
      console.log(`answered ${number}`);
    }),
  );
await db.close();
console.log("done");
