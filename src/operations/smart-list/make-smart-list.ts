import { Fault, problem } from "#kernel/fault.ts";
import { sql } from "#kernel/sql.ts";
import type { Rules } from "#domain/rules.ts";
import { changesOf } from "../audit.ts";
import { note, nowOf, type Change } from "../change.ts";
import { createNamedAssets } from "../named-assets.ts";
import { named } from "../name.ts";
import { checkList } from "./smart-list-shape.ts";

export interface NewSmartList {
  readonly name: string;
  readonly description: string | null;
  readonly folder: number | null;
  readonly rules: Rules;
}

/** Makes a smart list; gives its number. One with problems is kept as a draft. */
export async function makeSmartList(
  change: Change,
  { name, description, folder, rules }: NewSmartList,
): Promise<number> {
  const { tx, catalog } = change;
  refuseTriggers(rules);
  const { value } = checkList(catalog, rules, folder, undefined);
  await createNamedAssets(tx, catalog, value);
  const id = await named("smart list", name, async () => {
    const [row] = await tx.rows<{ id: number }>(sql`
      insert into smart_list (name, description, folder_id, rules, created_on, updated_on)
      values (${name}, ${description}, ${folder}::integer, ${JSON.stringify(value)}::jsonb, ${nowOf(change)}, ${nowOf(change)}) returning id`);
    return row?.id as number;
  });
  change.unsettled = true;
  await note(change, "create", "smart list", id, { name });
  return id;
}

/** Changes a smart list's name, description or rules. */
export async function editSmartList(
  change: Change,
  id: number,
  {
    name,
    description,
    rules,
  }: { name?: string | undefined; description?: string | null | undefined; rules?: Rules | undefined },
): Promise<void> {
  const { tx, catalog } = change;
  if (rules) refuseTriggers(rules);
  const folder = catalog.smartLists.get(id)?.folder ?? null;
  const value = rules && checkList(catalog, rules, folder, id).value;
  if (value) await createNamedAssets(tx, catalog, value);
  await named("smart list", name ?? "", () =>
    tx.rows(sql`update smart_list set name = coalesce(${name ?? null}, name), updated_on = ${nowOf(change)},
      description = case when ${description !== undefined} then ${description ?? null} else description end,
      rules = coalesce(${value ? JSON.stringify(value) : null}::jsonb, rules) where id = ${id}`),
  );
  if (name !== undefined) change.unsettled = true;
  const before = catalog.smartLists.get(id);
  const renamed = name !== undefined && name !== before?.name;
  const changed = changesOf({ name: before?.name }, { name });
  await note(change, renamed ? "rename" : rules ? "modify smart list" : "edit", "smart list", id, changed);
}

function refuseTriggers({ triggers }: Rules): void {
  if (triggers.length > 0) throw new Fault(problem("rules.triggers", "smartList.trigger"));
}
