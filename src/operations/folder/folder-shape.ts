import { z } from "zod";
import { Fault, problem } from "#kernel/fault.ts";
import type { Catalog } from "#domain/catalog.ts";
import { pathOf, placeOf, placeShape } from "../asset.ts";

export const folderShape = z.object({
  id: z.int(),
  name: z.string(),
  description: z.string().nullable(),
  path: z.string().meta({ description: "The names that lead to it: `Marketing/Spring`" }),
  ...placeShape,
});
export type FolderShape = z.infer<typeof folderShape>;

/** A folder or program as the definitions have it. */
export function readFolder(catalog: Catalog, id: number): FolderShape {
  const found = catalog.folders.get(id);
  if (!found) throw new Fault(problem("folder", "not.found", { kind: "folder", name: String(id) }));
  const { name, description, parent } = found;
  return { id, name, description, path: pathOf(catalog, id), ...placeOf(catalog, parent) };
}
