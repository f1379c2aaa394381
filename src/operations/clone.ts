import type { AuditObject } from "#domain/audit-words.ts";
import { audit } from "./audit.ts";
import type { Context } from "./define.ts";
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

/** Leaves of what something was cloned. */
export const auditClone = (
  { engine, actor }: Context,
  object: AuditObject,
  clone: number,
  source: string,
): Promise<void> => audit(engine.db, engine.clock.now(), actor, "clone", object, clone, { source });
