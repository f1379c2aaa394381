import { z } from "zod";
import { Fault, problem } from "#kernel/fault.ts";
import { sql } from "#kernel/sql.ts";
import type { Runner } from "#store/db.ts";
import { several } from "../find.ts";

/** What a folder is asked for as. */
export type FolderKind = "folder" | "program" | "folder or program";

const MEANING = "number, path such as Marketing/Spring, or name where only one has it";

/** How a client names a folder. */
export const folderKey = (kind: FolderKind): z.ZodString =>
  z
    .string()
    .min(1)
    .max(2000)
    .meta({ description: `The ${kind}: ${MEANING}` });

/** Where a client wants something to stand. */
export const folderInput = folderKey("folder or program").optional();

/** Where a client wants something to stand instead; `/` is the top. */
export const targetInput = z
  .string()
  .min(1)
  .max(2000)
  .meta({ description: `The folder or program it is moved to: ${MEANING}; / for the top` });

/**
 * The number of a folder or program that a client named.
 *
 * @throws Fault `not.found`, `name.ambiguous`
 */
export async function findFolder(
  runner: Runner,
  kind: FolderKind,
  named: string,
  path: string,
): Promise<number> {
  const number = /^\d{1,9}$/.test(named) ? Number(named) : -1;
  const way = named
    .normalize("NFC")
    .split("/")
    .map((part) => part.trim())
    .filter((part) => part !== "");
  const found = await runner.rows<{ id: number; path: string; whole: boolean }>(sql`
    select id, array_to_string(path, '/') as path, fold(path) = fold(${way}::text[]) as whole from placed_folder
    where (${kind} = 'folder or program' or kind = ${kind}) and (id = ${number} or fold(name) = fold(${way.at(-1) ?? ""}))`);
  const meant = found.find((one) => one.id === number) ?? found.find((one) => one.whole);
  const bare = way.length === 1 && !named.startsWith("/") ? found : [];
  const one = meant ?? (bare.length === 1 ? bare[0] : undefined);
  if (one) return one.id;
  const about = { kind, name: named.slice(0, 100) };
  throw new Fault(
    bare.length > 1
      ? problem(path, "name.ambiguous", { ...about, candidates: several(bare.map((each) => each.path)) })
      : problem(path, "not.found", about),
  );
}

/** Only what stands in a folder, or below it. */
export const withinInput = folderKey("folder or program").optional().meta({
  description: "Only what stands in this folder or program, or below it; / for what stands at the top",
});

/** Where a client looks: nothing said is everywhere. */
export const findWithin = async (
  runner: Runner,
  named: string | undefined,
): Promise<number | null | undefined> => (named === undefined ? undefined : findPlace(runner, named));

/** Where something is to stand: nothing said or `/` is the top. */
export const findPlace = async (
  runner: Runner,
  named: string | undefined,
  path = "folder",
): Promise<number | null> =>
  named === undefined || named.trim() === "/" ? null : findFolder(runner, "folder or program", named, path);
