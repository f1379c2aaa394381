import { z } from "zod";
import { empty, sql } from "#kernel/sql.ts";
import { programOf } from "#domain/catalog.ts";
import type { Label } from "#domain/label.ts";
import type { AssetKind } from "#vocabulary/reference.ts";
import { things } from "#vocabulary/reference.ts";
import { called, placed, placeOf, placeShape, tableOf } from "./asset.ts";
import { changesOf } from "./audit.ts";
import { changing, note, nowOf, type Change } from "./change.ts";
import type { Context } from "./define.ts";
import { findId } from "./find.ts";
import { findPlace } from "./folder/find-folder.ts";
import { named } from "./name.ts";
import { ties } from "./ties.ts";

export const movedShape = z.object({
  id: z.int(),
  ...placeShape,
  warnings: z.array(z.string()).meta({
    description: "References that still lead to the old program, from it or to it: they are not rewritten",
  }),
});
export type Moved = z.infer<typeof movedShape>;

/** Moves something into another folder or program; references go on meaning what they meant. */
export async function moveAsset(
  context: Context,
  kind: AssetKind,
  which: string,
  to: string,
): Promise<Moved> {
  const { engine, language = "en" } = context;
  const moved = await changing(context, async (change) => {
    const id = await findId(change.tx, kind, which);
    return { id, kept: await move(change, kind, id, await findPlace(change.tx, to, "to")) };
  });
  const { catalog } = engine.definitions;
  const { id, kept } = moved;
  const place = placeOf(catalog, things(kind, catalog).get(id)?.folder ?? null);
  return { id, ...place, warnings: kept.map((one) => one[language]) };
}

/** Moves something within a change; gives the ties to its old program that it has kept. */
export async function move(
  change: Change,
  kind: AssetKind,
  id: number,
  folder: number | null,
): Promise<Label[]> {
  const { catalog } = change;
  const before = things(kind, catalog).get(id);
  const touched = kind === "list" ? empty : sql`, updated_on = ${nowOf(change)}`;
  await named(called(kind), before?.name ?? "", () =>
    change.tx.rows(
      sql`update ${tableOf(kind)} set folder_id = ${folder}::integer${touched} where id = ${id}`,
    ),
  );
  change.unsettled = true;
  const places = { before: placed(catalog, before?.folder ?? null), after: placed(catalog, folder) };
  await note(change, "move", kind, id, changesOf({ folder: places.before }, { folder: places.after }));
  const old = before?.program ?? null;
  return old === null || old === programOf(catalog, folder) ? [] : ties(change, { kind, id }, old, folder);
}
