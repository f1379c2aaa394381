import { z } from "zod";
import { toIso, type Instant } from "#kernel/clock.ts";
import { Fault, problem, type Problem } from "#kernel/fault.ts";
import { sql } from "#kernel/sql.ts";
import { rulesSchema, type Rules } from "#domain/rules.ts";
import type { Catalog } from "#domain/catalog.ts";
import { checkRules } from "#vocabulary/rules.ts";
import { inFolder, placeOf, placeShape } from "../asset.ts";
import type { Reading } from "../define.ts";
import { problemShape, sentencesIn } from "../campaign/campaign-shape.ts";

export const smartListShape = z.object({
  id: z.int(),
  name: z.string(),
  description: z.string().nullable(),
  ...placeShape,
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
  readonly folder_id: number | null;
  readonly updated_on: Instant;
}

export async function readSmartLists(
  { engine, language }: Reading,
  of: { id?: number; after?: number; folder?: number | null | undefined; limit: number },
): Promise<SmartListShape[]> {
  const rows = await engine.db.rows<Row>(sql`select * from smart_list where deleted_on is null
    and (${of.id ?? null}::integer is null or id = ${of.id ?? null}) and id > ${of.after ?? 0}
    and ${inFolder(sql`folder_id`, of.folder)} order by id limit ${of.limit}`);
  const { catalog } = engine.definitions;
  return rows.map(({ id, name, description, rules, folder_id, updated_on }) => ({
    id,
    name,
    description,
    ...placeOf(catalog, folder_id),
    rules,
    updatedOn: toIso(updated_on),
    problems: checkList(catalog, rules, folder_id, id).problems.map(sentencesIn(language)),
  }));
}

export async function readSmartList(reading: Reading, id: number): Promise<SmartListShape> {
  const [list] = await readSmartLists(reading, { id, limit: 1 });
  if (!list) throw new Fault(problem("smartList", "not.found", { kind: "smart list", name: String(id) }));
  return list;
}

/** Checks the rules of a smart list on its own: it holds no triggers. */
export function checkList(
  catalog: Catalog,
  rules: Rules,
  folder: number | null,
  id: number | undefined,
): { value: Rules; problems: readonly Problem[] } {
  if (rules.triggers.length > 0)
    return { value: rules, problems: [problem("rules.triggers", "smartList.trigger")] };
  return checkRules(rules, {
    catalog,
    path: "rules",
    folder,
    within: "list",
    trail: id === undefined ? [] : [id],
  });
}
