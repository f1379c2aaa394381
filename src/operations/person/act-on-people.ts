import { z } from "zod";
import { shardOf } from "#kernel/id.ts";
import { Fault, problem } from "#kernel/fault.ts";
import { sql, type Sql } from "#kernel/sql.ts";
import { beginAction } from "#engine/single-action.ts";
import { peopleStatement } from "#engine/smart-list.ts";
import type { Engine } from "#engine/engine.ts";
import { checkSingleAction } from "#vocabulary/flow.ts";
import { audit } from "../audit.ts";
import { defineOperation } from "../define.ts";
import { readRuns, runShape, type RunShape } from "../run/run-shape.ts";
import { listOrRules, questionOf } from "../smart-list/question.ts";

/** So many people can be named one by one. */
const MOST = 100_000;
/** For more people than these the number has to be said (behaviour §2.1). */
const ASKS_ABOVE = 25;

const inputSchema = z.strictObject({
  action: z.string().meta({ description: "A flow action, as in a step" }),
  args: z.record(z.string(), z.unknown()).default({}).meta({ description: "Its parameters" }),
  people: z.array(z.int().positive()).optional().meta({ description: "Numbers of people" }),
  ...listOrRules,
  confirm: z.coerce
    .number()
    .int()
    .optional()
    .meta({
      description: `For more than ${ASKS_ABOVE} people: how many they are; asked without it, the answer says how many`,
    }),
});

/** Does one flow action to some people, outside all campaigns. */
export const actOnPeople = defineOperation({
  id: "act-on-people",
  noun: "person",
  verb: "act",
  method: "POST",
  path: "/api/people/act",
  summary: "Do one flow action to people now, named one by one or by a smart list or rules",
  effect: "write",
  largest: 4_000_000,
  goesOn: { show: "show-run", as: "run", while: ["running", "waiting"] },
  errors: ["action.confirm", "action.whom", "action.single", "call.tooMany"],
  input: inputSchema,
  output: runShape,
  async run({ engine, actor, scheduler }, { action, args, confirm, ...whom }): Promise<RunShape> {
    const { value: step, problems } = checkSingleAction(
      { action, args, choices: [] },
      engine.definitions.catalog,
    );
    if (problems.length > 0) throw new Fault(problems);
    const people = await peopleOf(engine, whom);
    const id = await beginAction(engine, { step, people, askedBy: actor }, (count) => {
      if (count === 0) throw new Fault(problem("people", "action.whom"));
      if (confirm !== count && (confirm !== undefined || count > ASKS_ABOVE))
        throw new Fault(problem("confirm", "action.confirm", { count }));
    });
    await audit(engine.db, engine.clock.now(), actor, "act", "person", "", { run: id, action, args });
    scheduler.ring();
    return (await readRuns(engine.db, { id, limit: 1 }))[0] as RunShape;
  },
});

/** Selects the people somebody means, each once. */
async function peopleOf(
  engine: Engine,
  { people, ...list }: Pick<z.output<typeof inputSchema>, "people" | "smartList" | "rules" | "folder">,
): Promise<Sql> {
  const given = [people, list.smartList, list.rules].filter((one) => one !== undefined);
  if (given.length !== 1) throw new Fault(problem("people", "action.whom"));
  if (!people) return peopleStatement(await questionOf(engine, list));
  if (people.length > MOST)
    throw new Fault(problem("people", "call.tooMany", { count: people.length, limit: MOST }));
  return sql`select distinct p.shard, p.id from unnest(${people.map(shardOf)}::smallint[], ${people}::bigint[]) q (shard, id)
    join person p on p.shard = q.shard and p.id = q.id`;
}
