import { z } from "zod";
import { sql } from "#kernel/sql.ts";
import { defineOperation } from "../define.ts";

/** How many of the people with one address are named: a merge takes no more. */
const NAMED = 100;
/** The kind of a key that is an e-mail address. */
const EMAIL = 0;

export const listDuplicates = defineOperation({
  id: "list-duplicates",
  noun: "person",
  verb: "duplicates",
  method: "GET",
  path: "/api/duplicates",
  summary: "Page through people who share an e-mail address, address by address",
  effect: "read",
  input: z.strictObject({
    after: z
      .string()
      .max(2000)
      .default("")
      .meta({ description: "Addresses after this: the answer's `next`" }),
    limit: z.coerce.number().int().min(1).max(1000).default(100),
  }),
  output: z.object({
    duplicates: z.array(
      z.object({
        email: z.string().meta({ description: "In small letters" }),
        count: z.int(),
        people: z.array(z.int()).meta({ description: `Their numbers, oldest first, at most ${NAMED}` }),
      }),
    ),
    next: z.string().nullable(),
  }),
  async run({ engine }, { after, limit }) {
    const duplicates = await engine.db.rows<{ email: string; count: number; people: number[] }>(sql`
      select value as email, count(*)::integer as count, (array_agg(person_id order by person_id))[1:${NAMED}] as people
      from person_key where kind = ${EMAIL} and value > ${after} group by value having count(*) > 1 order by value limit ${limit}`);
    return { duplicates, next: duplicates.length === limit ? (duplicates.at(-1)?.email ?? null) : null };
  },
});
