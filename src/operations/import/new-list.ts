import { Fault, problem } from "#kernel/fault.ts";
import type { Catalog } from "#domain/catalog.ts";
import { resolveAsset } from "#vocabulary/reference.ts";
import { nameSchema } from "../name.ts";

/** A list to put everybody into, by its name alone: the import brings it with it. */
export const newListInput = nameSchema.optional().meta({
  description: "In place of `list`: the name of one, which is made as the import starts if there is none",
});

/** Options that name the new list as any other, where it is there by now. @throws Fault when two lists are named */
export function withNewList<Options extends { list?: string | undefined }>(
  options: Options,
  newList: string | undefined,
  catalog: Catalog,
): Options {
  if (newList === undefined) return options;
  if (options.list !== undefined) throw new Fault(problem("newList", "import.twoLists"));
  const found = resolveAsset("list", newList, { catalog, path: "newList", folder: null });
  if ("value" in found) return { ...options, list: String(found.value) };
  if (found.code === "value.unknownAsset") return options;
  throw new Fault(found);
}
