import { z } from "zod";
import { Fault, problem } from "#kernel/fault.ts";
import { sql } from "#kernel/sql.ts";
import { nameUser, listed } from "../users-of.ts";
import { upwards, type Folder } from "#domain/catalog.ts";
import { called, placed } from "../asset.ts";
import { changesOf } from "../audit.ts";
import { note, nowOf, type Change } from "../change.ts";
import { code, named, nameSchema } from "../name.ts";
import type { AssetKind } from "#vocabulary/reference.ts";

/** How many folders may stand inside each other. */
export const DEEPEST = 20;

/** A folder's or program's name: paths are written with `/`. */
export const folderNameSchema = nameSchema.pipe(z.string().regex(/^[^/]*$/, code("name.slash")));

interface NewFolder {
  readonly kind: Folder["kind"];
  readonly name: string;
  readonly parent: number | null;
  readonly description: string | null;
}

/** Makes a folder, or that of a program; gives its number. */
export async function makeFolder(
  change: Change,
  { kind, name, parent, description }: NewFolder,
): Promise<number> {
  refuseDeep([...upwards(change.catalog, parent)].length + 1);
  const id = await named(kind, name, async () => {
    const [row] = await change.tx.rows<{ id: number }>(sql`
      insert into folder (parent_id, kind, name, description, created_on, updated_on)
      values (${parent}::integer, ${kind}, ${name}, ${description}, ${nowOf(change)}, ${nowOf(change)}) returning id`);
    return row?.id as number;
  });
  await note(change, "create", kind, id, { name });
  return id;
}

/** Gives a folder or program another name or description; the full names of what is in a program follow. */
export async function editFolder(
  change: Change,
  id: number,
  { name, description }: { name?: string | undefined; description?: string | null | undefined },
): Promise<void> {
  const folder = folderOf(change, id);
  await named(folder.kind, name ?? "", () =>
    change.tx
      .rows(sql`update folder set name = coalesce(${name ?? null}, name), updated_on = ${nowOf(change)},
      description = case when ${description !== undefined} then ${description ?? null} else description end where id = ${id}`),
  );
  if (name !== undefined) change.unsettled = true;
  await note(
    change,
    name === undefined || name === folder.name ? "edit" : "rename",
    folder.kind,
    id,
    name === undefined ? {} : changesOf(folder, { name }),
  );
}

/** @throws Fault `folder.cycle` when a place is a folder or program itself, or in it */
export function refuseInside(change: Change, id: number, place: number | null, path: string): void {
  if ([...upwards(change.catalog, place)].some((one) => one.id === id))
    throw new Fault(problem(path, "folder.cycle", { name: folderOf(change, id).name }));
}

/** Moves a folder or program with all in it. @throws Fault `folder.cycle` when it would stand inside itself */
export async function moveFolder(change: Change, id: number, to: number | null): Promise<void> {
  const { catalog, tx } = change;
  const folder = folderOf(change, id);
  const above = [...upwards(catalog, to)];
  refuseInside(change, id, to, "to");
  const heights = below(change, id).map((one) =>
    [...upwards(catalog, one.id)].findIndex((each) => each.id === id),
  );
  refuseDeep(above.length + 1 + Math.max(...heights));
  await named(folder.kind, folder.name, () =>
    tx.rows(
      sql`update folder set parent_id = ${to}::integer, updated_on = ${nowOf(change)} where id = ${id}`,
    ),
  );
  change.unsettled = true;
  await note(change, "move", folder.kind, id, {
    ...changesOf({ folder: placed(catalog, folder.parent) }, { folder: placed(catalog, to) }),
  });
}

/** Deletes a folder that nothing stands in, with its My Tokens. @throws Fault `folder.notEmpty` */
export async function removeFolder(change: Change, id: number): Promise<void> {
  const { tx } = change;
  const folder = folderOf(change, id);
  const inside = await tx.rows<{ kind: string; name: string }>(sql`
    select kind, name from folder where parent_id = ${id} and deleted_on is null
    union all select kind, name from placed_asset where folder_id = ${id} order by 1, 2`);
  if (inside.length > 0) {
    const names = inside.map(({ kind, name }) => nameUser({ kind: called(kind as AssetKind), name }));
    const what = listed(names, 5);
    throw new Fault(problem("folder", "folder.notEmpty", { name: folder.name, what }));
  }
  await tx.rows(sql`delete from my_token where folder_id = ${id}`);
  await tx.rows(sql`update folder set deleted_on = ${nowOf(change)} where id = ${id}`);
  await note(change, "delete", folder.kind, id, { name: folder.name });
}

/** A folder and everything below it, the upper ones first. */
export function below({ catalog }: Pick<Change, "catalog">, id: number): Folder[] {
  const children = Map.groupBy(catalog.folders.values(), (one) => one.parent);
  const found: Folder[] = [];
  const add = (folder: Folder | undefined): void => {
    if (!folder) return;
    found.push(folder);
    for (const child of children.get(folder.id) ?? []) add(child);
  };
  add(catalog.folders.get(id));
  return found;
}

export function folderOf({ catalog }: Change, id: number): Folder {
  const folder = catalog.folders.get(id);
  if (!folder) throw new Fault(problem("folder", "not.found", { kind: "folder", name: String(id) }));
  return folder;
}

function refuseDeep(depth: number): void {
  if (depth > DEEPEST) throw new Fault(problem("folder", "folder.tooDeep", { limit: DEEPEST }));
}
