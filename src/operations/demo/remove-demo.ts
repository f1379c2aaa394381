import { z } from "zod";
import { toIso } from "#kernel/clock.ts";
import { Fault, problem } from "#kernel/fault.ts";
import { sql } from "#kernel/sql.ts";
import { takeOut } from "#engine/inside.ts";
import { deletePeople } from "#engine/people/delete-people.ts";
import { changing, note, nowOf } from "../change.ts";
import { defineOperation, type Context } from "../define.ts";
import { removeAssets } from "../remove-assets.ts";
import { secondsAhead } from "./demo-clock.ts";
import { countDemoPeople, demoPeople, readDemo, type DemoWorld } from "./demo-world.ts";
import { forgetDemo } from "./forget-demo.ts";
import { refuseUsers, switchOff, thingsOf } from "./demo-things.ts";

/** How many people are looked up at once; they are deleted in smaller pieces. */
const PIECE = 500;

/**
 * Removes the demo world (docs/decisions/0040-demo-on-first-start.md). In an order in which it can be killed anywhere:
 * nobody enters its campaigns any more, who is inside leaves, its things go all at once, its people in pieces, then what
 * is left. Asked again it goes on where it was.
 */
export const removeDemo = defineOperation({
  id: "remove-demo",
  noun: "demo",
  verb: "remove",
  method: "POST",
  path: "/api/demo/remove",
  summary:
    "Remove the demo world: its people, programs, campaigns and all else it made, and nothing of yours",
  effect: "destroy",
  errors: ["demo.none", "demo.confirm", "demo.used"],
  input: z.strictObject({
    confirm: z.coerce
      .number()
      .int()
      .optional()
      .meta({ description: "How many people it has; asked without it, the answer says how many" }),
  }),
  output: z.object({
    people: z.int().meta({ description: "How many made-up people are gone" }),
    kept: z.array(z.string()).meta({ description: "What stays, because people or rules of yours use it" }),
    secondsAhead: z.int().meta({
      description:
        "How far the clock stays ahead, because people or campaigns of yours go by the time it told",
    }),
  }),
  async run(context: Context, { confirm }) {
    const demo = await readDemo(context.engine.db);
    if (!demo || demo.state === "making") throw new Fault(problem("", "demo.none"));
    if (demo.state === "removed")
      return { people: 0, kept: [], secondsAhead: await secondsAhead(context.engine) };
    const count = await countDemoPeople(context.engine.db, demo);
    if (demo.state === "made" && confirm !== count)
      throw new Fault(problem("confirm", "demo.confirm", { count }));
    await removeThings(context, demo);
    const people = await removePeople(context, demo);
    const kept = await forgetDemo(context, demo);
    return { people, kept, secondsAhead: await secondsAhead(context.engine) };
  },
});

/** First they are switched off, for who is inside must be out before what they refer to goes. */
async function removeThings(context: Context, demo: DemoWorld): Promise<void> {
  const { engine } = context;
  const campaigns = await changing(context, async (change) => {
    const { assets, folders } = thingsOf(change, demo);
    await refuseUsers(change, demo, assets, folders);
    await switchOff(change, assets.campaign);
    await change.tx.rows(sql`update demo set removing_on = coalesce(removing_on, ${nowOf(change)})`);
    return assets.campaign;
  });
  for (const campaign of campaigns) await takeOut(engine, campaign, "everybody", "aborted");
  await changing(context, async (change) => {
    const { assets, folders } = thingsOf(change, demo);
    if (folders.length + Object.values(assets).flat().length === 0) return; // an earlier removal came so far
    await refuseUsers(change, demo, assets, folders);
    await switchOff(change, assets.campaign);
    await removeAssets(change, assets, folders);
    await note(change, "delete", "demo", "", { from: toIso(demo.madeOn ?? change.now) });
  });
}

async function removePeople({ engine }: Context, demo: DemoWorld): Promise<number> {
  let total = 0;
  for (;;) {
    const some = await engine.db.rows<{ id: number }>(
      sql`select p.id from person p where ${demoPeople(demo)} order by p.shard, p.id limit ${PIECE}`,
    );
    if (some.length === 0) return total;
    const gone = await deletePeople(
      engine,
      some.map(({ id }) => id),
      "none",
    );
    total += gone.size;
  }
}
