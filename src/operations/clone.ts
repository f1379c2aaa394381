import { folderInput } from "./folder/find-folder.ts";
import { nameSchema } from "./name.ts";
import type { Place } from "./asset.ts";

/** What the clone of something is called, and where it stands. */
export const cloneInput = {
  name: nameSchema,
  folder: folderInput.meta({ description: "Where the clone stands; left out: beside its source" }),
};

/** The folder of a clone, as clients name one. */
export const besideOr = (folder: string | undefined, source: Place): string | undefined =>
  folder ?? (source.folder ? String(source.folder.id) : undefined);
