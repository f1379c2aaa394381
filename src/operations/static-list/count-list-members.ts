import { z } from "zod";
import { sql } from "#kernel/sql.ts";
import { asking } from "#engine/smart-list.ts";
import { defineOperation } from "../define.ts";

/** Counts the people of every static list in one reading of who is in which: for each list apart it would be many. */
export const countListMembers = defineOperation({
  id: "count-list-members",
  noun: "list",
  verb: "count",
  method: "GET",
  path: "/api/list-counts",
  summary: "Count the people of each static list",
  effect: "read",
  input: z.strictObject({}),
  output: z.object({ lists: z.array(z.object({ id: z.int(), name: z.string(), people: z.int() })) }),
  async run({ engine }) {
    const lists = await asking(engine.db, (tx) =>
      tx.rows<{ id: number; name: string; people: number }>(sql`
        select l.id, l.name, coalesce(m.people, 0) as people from static_list l
        left join (select list_id, count(*) as people from list_member group by list_id) m on m.list_id = l.id
        where l.deleted_on is null order by l.id`),
    );
    return { lists };
  },
});
