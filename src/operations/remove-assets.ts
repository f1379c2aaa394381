import { sql } from "#kernel/sql.ts";
import type { Label } from "#domain/label.ts";
import type { Runner } from "#store/db.ts";
import { things, type AssetKind } from "#vocabulary/reference.ts";
import { tableOf } from "./asset.ts";
import { nowOf, type Change } from "./change.ts";
import { eachOnce, nameUser, readDocuments, refers, type Document, type Used } from "./users-of.ts";

/** Things that stand in the tree, by kind. */
export type Assets = Readonly<Record<AssetKind, readonly number[]>>;

/** All things for which something holds. */
export function assetsThat(
  { catalog }: Pick<Change, "catalog">,
  holds: (kind: AssetKind, one: { id: number; folder: number | null }) => boolean,
): Assets {
  const some = (kind: AssetKind): number[] =>
    [...things(kind, catalog).values()].filter((one) => holds(kind, one)).map(({ id }) => id);
  return {
    campaign: some("campaign"),
    email: some("email"),
    "smart list": some("smart list"),
    list: some("list"),
  };
}

const kindsOf = (assets: Assets): [AssetKind, readonly number[]][] =>
  Object.entries(assets) as [AssetKind, number[]][];

/** The smart lists and campaigns that are not among some things. */
export const documentsBeside = async ({ tx }: { readonly tx: Runner }, assets: Assets): Promise<Document[]> =>
  (await readDocuments(tx)).filter(({ kind, id }) => !assets[kind].includes(id));

/** Which of some documents refer to one of some things. */
export function documentsAmong(
  documents: readonly Document[],
  { catalog }: Pick<Change, "catalog">,
  assets: Assets,
  also: readonly Used[] = [],
): Document[] {
  const used = [...kindsOf(assets).flatMap(([kind, ids]) => ids.map((key) => ({ kind, key }))), ...also];
  return documents.filter((one) => refers(one, catalog, used));
}

/** The same, as sentences name them. */
export const usersAmong = (...of: Parameters<typeof documentsAmong>): Label[] =>
  eachOnce(documentsAmong(...of).map(nameUser));

/** The programs among some folders, as rules and flows refer to them. */
export const programsAmong = ({ catalog }: Pick<Change, "catalog">, folders: readonly number[]): Used[] =>
  folders.filter((key) => catalog.programs.has(key)).map((key) => ({ kind: "program", key }));

/** Deletes things and the folders they stand in; that nobody else uses them was asked before. */
export async function removeAssets(
  change: Change,
  assets: Assets,
  folders: readonly number[],
): Promise<void> {
  const { tx } = change;
  const ids = (some: readonly number[]): ReturnType<typeof sql> => sql`${[...some]}::integer[]`;
  for (const [kind, some] of kindsOf(assets))
    await tx.rows(
      sql`update ${tableOf(kind)} set deleted_on = ${nowOf(change)} where id = any(${ids(some)})`,
    );
  await tx.rows(sql`update email set version_id = null where id = any(${ids(assets.email)})`);
  await tx.rows(sql`delete from my_token where folder_id = any(${ids(folders)})`);
  await tx.rows(sql`update folder set deleted_on = ${nowOf(change)} where id = any(${ids(folders)})`);
}
