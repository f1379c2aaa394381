import { z } from "zod";
import { Fault } from "#kernel/fault.ts";
import { sql } from "#kernel/sql.ts";
import { rulesSchema, type Rules } from "#domain/rules.ts";
import type { Engine } from "#engine/engine.ts";
import type { Question } from "#engine/smart-list.ts";
import { checkRules } from "#vocabulary/rules.ts";
import { findId, key } from "../find.ts";
import { findPlace, folderInput } from "../folder/find-folder.ts";

/** A smart list by name, or rules that are not saved yet. */
export const listOrRules = {
  smartList: key("smart list").optional(),
  rules: rulesSchema.optional().meta({ description: "Rules to ask without saving them" }),
  folder: folderInput.meta({ description: "Where these rules stand: names mean those of its program first" }),
};
export const listOrRulesSchema = z.strictObject(listOrRules);

/** The checked rules a client asks about. @throws Fault with everything that is wrong with them */
export async function questionOf(
  engine: Engine,
  input: z.output<typeof listOrRulesSchema>,
): Promise<Question> {
  const { catalog } = engine.definitions;
  const { rules, trail, folder } = await written(engine, input);
  const checked = checkRules(rules, { catalog, path: "rules", folder, within: "list", trail });
  if (checked.problems.length > 0) throw new Fault(checked.problems);
  return { rules: checked.value, catalog, at: engine.clock.now() };
}

/** The same, or nothing where it says nothing: everybody is meant then. */
export async function listOf(
  engine: Engine,
  input: z.output<typeof listOrRulesSchema>,
): Promise<Question | undefined> {
  const question = await questionOf(engine, input);
  return question.rules.filters.length > 0 ? question : undefined;
}

async function written(
  engine: Engine,
  { smartList, rules, folder }: z.output<typeof listOrRulesSchema>,
): Promise<{ rules: Rules; trail: number[]; folder: number | null }> {
  if (rules) return { rules, trail: [], folder: await findPlace(engine.db, folder) };
  if (smartList === undefined) return { rules: rulesSchema.parse({}), trail: [], folder: null };
  const id = await findId(engine.db, "smart list", smartList);
  const [row] = await engine.db.rows<{ rules: Rules; folder: number | null }>(
    sql`select rules, folder_id as folder from smart_list where id = ${id}`,
  );
  return { rules: row?.rules as Rules, trail: [id], folder: row?.folder ?? null };
}
