import { z } from "zod";
import { toIso, type Instant } from "#kernel/clock.ts";
import { Fault, problem, type Problem } from "#kernel/fault.ts";
import { sql } from "#kernel/sql.ts";
import { rulesSchema, type Rules } from "#domain/rules.ts";
import type { Engine } from "#engine/engine.ts";
import { checkRules } from "#vocabulary/rules.ts";
import { problemShape, withSentence } from "../campaign/campaign-shape.ts";

export const smartListShape = z.object({
  id: z.int(),
  name: z.string(),
  description: z.string().nullable(),
  rules: rulesSchema,
  updatedOn: z.string(),
  problems: z.array(problemShape).meta({ description: "What must be mended before it can be used" }),
});
export type SmartListShape = z.infer<typeof smartListShape>;

interface Row {
  readonly id: number;
  readonly name: string;
  readonly description: string | null;
  readonly rules: Rules;
  readonly updated_on: Instant;
}

export async function readSmartLists(
  engine: Engine,
  of: { id?: number; after?: number; limit: number },
): Promise<SmartListShape[]> {
  const rows = await engine.db.rows<Row>(sql`select * from smart_list where deleted_on is null
    and (${of.id ?? null}::integer is null or id = ${of.id ?? null}) and id > ${of.after ?? 0} order by id limit ${of.limit}`);
  return rows.map(({ id, name, description, rules, updated_on }) => ({
    id,
    name,
    description,
    rules,
    updatedOn: toIso(updated_on),
    problems: checkList(engine, rules, id).problems.map(withSentence),
  }));
}

export async function readSmartList(engine: Engine, id: number): Promise<SmartListShape> {
  const [list] = await readSmartLists(engine, { id, limit: 1 });
  if (!list) throw new Fault(problem("smartList", "not.found", { kind: "smart list", name: String(id) }));
  return list;
}

/** Checks the rules of a smart list on its own: it holds no triggers. */
export function checkList(
  engine: Engine,
  rules: Rules,
  id: number | undefined,
): { value: Rules; problems: readonly Problem[] } {
  if (rules.triggers.length > 0)
    return { value: rules, problems: [problem("rules.triggers", "smartList.trigger")] };
  return checkRules(rules, {
    catalog: engine.definitions.catalog,
    path: "rules",
    within: "list",
    trail: id === undefined ? [] : [id],
  });
}
