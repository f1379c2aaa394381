import { sql } from "#kernel/sql.ts";
import { changesOf } from "../audit.ts";
import { note, nowOf, type Change } from "../change.ts";
import { named } from "../name.ts";

export interface NewList {
  readonly name: string;
  readonly description: string | null;
  readonly folder: number | null;
}

/** Makes a static list; gives its number. */
export async function makeList(change: Change, { name, description, folder }: NewList): Promise<number> {
  const id = await named("list", name, async () => {
    const [row] = await change.tx.rows<{ id: number }>(sql`
      insert into static_list (name, description, folder_id, created_on)
      values (${name}, ${description}, ${folder}::integer, ${nowOf(change)}) returning id`);
    return row?.id as number;
  });
  change.unsettled = true;
  await note(change, "create", "list", id, { name });
  return id;
}

/** Changes a static list's name or description; what uses it goes on using it. */
export async function editList(
  change: Change,
  id: number,
  { name, description }: { name?: string | undefined; description?: string | null | undefined },
): Promise<void> {
  await named("list", name ?? "", () =>
    change.tx.rows(sql`update static_list set name = coalesce(${name ?? null}, name),
      description = case when ${description !== undefined} then ${description ?? null} else description end where id = ${id}`),
  );
  if (name !== undefined) change.unsettled = true;
  const before = change.catalog.lists.get(id);
  await note(
    change,
    name === undefined || name === before?.name ? "edit" : "rename",
    "list",
    id,
    name === undefined ? {} : changesOf({ name: before?.name }, { name }),
  );
}
