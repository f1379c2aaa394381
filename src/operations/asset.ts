import { z } from "zod";
import { sql, type Sql } from "#kernel/sql.ts";
import { upwards, type Catalog } from "#domain/catalog.ts";
import type { AssetKind } from "#vocabulary/reference.ts";

const TABLES: Record<AssetKind, string> = {
  campaign: "campaign",
  list: "static_list",
  "smart list": "smart_list",
  email: "email",
};

/** The table of a kind of things that stand in the tree. */
export const tableOf = (kind: AssetKind): Sql => sql([TABLES[kind]]);

/** A kind as sentences name it. */
export const called = (kind: AssetKind): string => (kind === "email" ? "e-mail" : kind);

/** Where something stands. */
export const placeShape = {
  folder: z
    .object({ id: z.int(), path: z.string() })
    .nullable()
    .meta({ description: "The folder or program it stands in; null at the top" }),
  program: z
    .object({ id: z.int(), name: z.string() })
    .nullable()
    .meta({ description: "The program it stands in, however deep" }),
};
export type Place = z.infer<z.ZodObject<typeof placeShape>>;

/** Where something in a folder stands. */
export function placeOf(catalog: Catalog, folder: number | null): Place {
  const way = [...upwards(catalog, folder)];
  const [inner] = way;
  if (!inner) return { folder: null, program: null };
  const program = inner.program === null ? undefined : catalog.folders.get(inner.program);
  return {
    folder: { id: inner.id, path: pathOf(catalog, inner.id) },
    program: program ? { id: program.id, name: program.name } : null,
  };
}

/** The condition that something stands in a folder or below it; null: at the top, and nothing: wherever. */
export function inFolder(column: Sql, folder: number | null | undefined): Sql {
  if (folder === undefined) return sql`true`;
  if (folder === null) return sql`${column} is null`;
  return sql`${column} in (with recursive under (id) as (select ${folder}::integer
    union all select f.id from folder f join under u on f.parent_id = u.id) select id from under)`;
}

/** The names that lead to a folder: `Marketing/Spring`. */
export const pathOf = (catalog: Catalog, folder: number | null): string =>
  [...upwards(catalog, folder)]
    .map((one) => one.name)
    .toReversed()
    .join("/");

/** As {@link pathOf}; `/` is the top. */
export const placed = (catalog: Catalog, folder: number | null): string => pathOf(catalog, folder) || "/";
