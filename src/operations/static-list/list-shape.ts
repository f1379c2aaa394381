import { z } from "zod";
import { Fault, problem } from "#kernel/fault.ts";
import { toIso, type Instant } from "#kernel/clock.ts";
import { sql } from "#kernel/sql.ts";
import type { Engine } from "#engine/engine.ts";
import { placeOf, placeShape } from "../asset.ts";

export const listShape = z.object({
  id: z.int(),
  name: z.string(),
  description: z.string().nullable(),
  ...placeShape,
  people: z.int(),
  createdOn: z.string(),
});
export type ListShape = z.infer<typeof listShape>;

export async function readList(engine: Engine, id: number): Promise<ListShape> {
  const [row] = await engine.db.rows<
    Omit<ListShape, "createdOn" | "folder" | "program"> & { createdOn: Instant; folder: number | null }
  >(sql`select id, name, description, folder_id as folder, created_on as "createdOn",
    (select count(*) from list_member m where m.list_id = l.id) as people from static_list l where id = ${id} and deleted_on is null`);
  if (!row) throw new Fault(problem("list", "not.found", { kind: "list", name: String(id) }));
  return { ...row, ...placeOf(engine.definitions.catalog, row.folder), createdOn: toIso(row.createdOn) };
}
