import { z } from "zod";
import { sql, type Sql } from "#kernel/sql.ts";
import { asking } from "#engine/smart-list.ts";
import { defineOperation } from "../define.ts";

/** How many of the people who share something are named: a merge takes no more. */
const NAMED = 100;
/** The kind of a key that is an e-mail address. */
const EMAIL = 0;

/** What people can share: of each who has it a key that is the same, and its person. Of addresses there is an index. */
const SHARED = {
  email: sql`select value as key, person_id as id from person_key where kind = ${EMAIL}`,
  name: sql`select fold(first_name || ' ' || last_name || ', ' || company) as key, id from person
    where first_name <> '' and last_name <> '' and company <> ''`,
  phone: sql`select translate(phone, ' -./()', '') as key, id from person where phone <> ''`,
} as const satisfies Record<string, Sql>;
const shared = Object.keys(SHARED) as (keyof typeof SHARED)[];

export const listDuplicates = defineOperation({
  id: "list-duplicates",
  noun: "person",
  verb: "duplicates",
  method: "GET",
  path: "/api/duplicates",
  summary: "Page through people who share an e-mail address, a name and company, or a phone number",
  effect: "read",
  input: z.strictObject({
    by: z.enum(shared).default("email").meta({
      description: "What they share: `email`, `name` (first and last name and company), or `phone`",
    }),
    after: z.string().max(2000).default("").meta({ description: "Of those after this: the answer's `next`" }),
    limit: z.coerce.number().int().min(1).max(1000).default(100),
  }),
  output: z.object({
    duplicates: z.array(
      z.object({
        shared: z.string().meta({ description: "What they share, in small letters" }),
        count: z.int(),
        people: z.array(z.int()).meta({ description: `Their numbers, oldest first, at most ${NAMED}` }),
      }),
    ),
    next: z.string().nullable(),
  }),
  async run({ engine }, { by, after, limit }) {
    const duplicates = await asking(engine.db, (tx) =>
      tx.rows<{ shared: string; count: number; people: number[] }>(duplicatesOf(by, after, limit)),
    );
    return { duplicates, next: duplicates.length === limit ? (duplicates.at(-1)?.shared ?? null) : null };
  },
});

/** Numbers are gathered only of those who share something: of everybody they would not fit into memory. */
const duplicatesOf = (by: keyof typeof SHARED, after: string, limit: number): Sql =>
  by === "email"
    ? sql`select key as shared, count(*)::integer as count, (array_agg(id order by id))[1:${NAMED}] as people
      from (${SHARED.email}) k where key > ${after} group by key having count(*) > 1 order by key limit ${limit}`
    : sql`with k as materialized (${SHARED[by]}),
        several as (select key from k where key > ${after} group by key having count(*) > 1 order by key limit ${limit})
      select key as shared, count(*)::integer as count, (array_agg(id order by id))[1:${NAMED}] as people
      from several join k using (key) group by key order by key`;
