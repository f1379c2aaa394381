import { z } from "zod";
import { sql } from "#kernel/sql.ts";
import { defineOperation } from "../define.ts";

export const findPeople = defineOperation({
  id: "find-people",
  noun: "person",
  verb: "find",
  method: "GET",
  path: "/api/people",
  summary: "Page through people, or find them by the beginning of their e-mail address",
  effect: "read",
  input: z.strictObject({
    email: z.string().max(255).optional().meta({ description: "The beginning of the e-mail address" }),
    after: z.coerce
      .number()
      .int()
      .default(0)
      .meta({ description: "People with a larger number: the answer's `next`" }),
    limit: z.coerce.number().int().min(1).max(1000).default(50),
  }),
  output: z.object({
    people: z.array(
      z.object({
        id: z.int(),
        email: z.string().nullable(),
        first_name: z.string().nullable(),
        last_name: z.string().nullable(),
        person_score: z.int().nullable(),
      }),
    ),
    next: z.int().nullable(),
  }),
  async run({ engine }, { email, after, limit }) {
    const start = (email ?? "").normalize("NFC");
    const found =
      email === undefined
        ? sql`select id from person where id > ${after}`
        : sql`select person_id as id from person_key where kind = 0 and value >= fold(${start}) and value < fold(${start}) || chr(1114111) and person_id > ${after}`;
    const people = await engine.db.rows<{
      id: number;
      email: string | null;
      first_name: string | null;
      last_name: string | null;
      person_score: number | null;
    }>(sql`
      with found as materialized (select distinct id from (${found}) f order by id limit ${limit})
      select p.id, p.email, p.first_name, p.last_name, p.person_score from found f join person p on p.shard = ((f.id >> 7) & 31)::smallint and p.id = f.id order by p.id`);
    return { people, next: people.length === limit ? (people.at(-1)?.id ?? null) : null };
  },
});
