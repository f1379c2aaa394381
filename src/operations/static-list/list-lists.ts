import { z } from "zod";
import { toIso, type Instant } from "#kernel/clock.ts";
import { sql } from "#kernel/sql.ts";
import { pageOf } from "../number.ts";
import { inFolder, placeOf } from "../asset.ts";
import { defineOperation } from "../define.ts";
import { findWithin, withinInput } from "../folder/find-folder.ts";
import { listShape } from "./list-shape.ts";

export const listLists = defineOperation({
  id: "list-lists",
  noun: "list",
  verb: "list",
  method: "GET",
  path: "/api/lists",
  summary: "List the static lists",
  effect: "read",
  input: z.strictObject({ ...pageOf(1000), folder: withinInput }),
  output: z.object({
    lists: z.array(listShape.omit({ people: true })),
    next: z.int().nullable(),
  }),
  async run({ engine }, { after, limit, folder }) {
    const within = await findWithin(engine.db, folder);
    const rows = await engine.db.rows<{
      id: number;
      name: string;
      description: string | null;
      folder: number | null;
      createdOn: Instant;
    }>(sql`
      select id, name, description, folder_id as folder, created_on as "createdOn" from static_list
      where deleted_on is null and id > ${after} and ${inFolder(sql`folder_id`, within)} order by id limit ${limit}`);
    return {
      lists: rows.map((row) => ({
        ...row,
        ...placeOf(engine.definitions.catalog, row.folder),
        createdOn: toIso(row.createdOn),
      })),
      next: rows.length === limit ? (rows.at(-1)?.id ?? null) : null,
    };
  },
});
