import { z } from "zod";
import { toIso, type Instant } from "#kernel/clock.ts";
import { sql } from "#kernel/sql.ts";
import { pageOf } from "../number.ts";
import { defineOperation } from "../define.ts";

export const listLists = defineOperation({
  id: "list-lists",
  noun: "list",
  verb: "list",
  method: "GET",
  path: "/api/lists",
  summary: "List the static lists",
  effect: "read",
  input: z.strictObject(pageOf(1000)),
  output: z.object({
    lists: z.array(
      z.object({ id: z.int(), name: z.string(), description: z.string().nullable(), createdOn: z.string() }),
    ),
    next: z.int().nullable(),
  }),
  async run({ engine }, { after, limit }) {
    const rows = await engine.db.rows<{
      id: number;
      name: string;
      description: string | null;
      createdOn: Instant;
    }>(sql`
      select id, name, description, created_on as "createdOn" from static_list where deleted_on is null and id > ${after} order by id limit ${limit}`);
    return {
      lists: rows.map((row) => ({ ...row, createdOn: toIso(row.createdOn) })),
      next: rows.length === limit ? (rows.at(-1)?.id ?? null) : null,
    };
  },
});
