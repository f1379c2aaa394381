import { z } from "zod";
import { toIso, type Instant } from "#kernel/clock.ts";
import { join, sql } from "#kernel/sql.ts";
import type { Field } from "#domain/field.ts";
import { fieldText } from "#vocabulary/token.ts";
import { ident } from "#kernel/sql.ts";
import { defineOperation } from "../define.ts";
import { findPerson } from "../find.ts";

/** Everything Muster knows of a person but their log. */
export const showPerson = defineOperation({
  id: "show-person",
  noun: "person",
  verb: "show",
  method: "GET",
  path: "/api/people/:person",
  summary: "Show a person: fields, lists, programs and campaigns",
  effect: "read",
  errors: ["person.unknown"],
  input: z.strictObject({ person: z.string().meta({ description: "The person's number or e-mail" }) }),
  output: z.object({
    id: z.int(),
    fields: z.record(z.string(), z.unknown()),
    lists: z.array(z.object({ id: z.int(), name: z.string(), since: z.string() })),
    acquisitionProgram: z
      .object({ id: z.int(), name: z.string() })
      .nullable()
      .meta({ description: "The program in which they first became a member" }),
    programs: z.array(
      z.object({
        id: z.int(),
        name: z.string(),
        status: z.string(),
        since: z.string(),
        statusSince: z.string(),
        success: z.boolean(),
        successDate: z.string().nullable(),
        acquired: z.boolean(),
      }),
    ),
    campaigns: z.array(
      z.object({ id: z.int(), name: z.string(), times: z.int(), first: z.string(), last: z.string() }),
    ),
  }),
  async run({ engine }, input) {
    const { catalog } = engine.definitions;
    const person = await findPerson(engine.db, input.person);
    const shown = [...catalog.fields.values()].filter((field) => !field.hidden);
    const scope = {
      catalog,
      at: engine.clock.now(),
      campaign: { id: 0, name: "", description: null },
      folders: [],
    };
    const value = (field: Field): ReturnType<typeof sql> =>
      field.column ? sql`to_jsonb(p.${ident(field.column)})` : sql`to_jsonb(${fieldText(field, scope)})`;
    const mine = sql`p.shard = ${person.shard}::smallint and p.id = ${person.id}`;
    // An array, not an object: a function takes at most 100 arguments.
    const [row] = await engine.db.rows<{ values: unknown[]; acquired: { id: number; name: string } | null }>(
      sql`select array[${join(shown.map(value), ", ")}] as values,
        (select jsonb_build_object('id', f.id, 'name', f.name) from folder f where f.id = p.acquisition_program) as acquired
        from person p where ${mine}`,
    );
    const lists = await engine.db.rows<{
      id: number;
      name: string;
      since: Instant;
    }>(sql`select l.id, l.name, m.added_on as since
      from list_member m join static_list l on l.id = m.list_id where m.shard = ${person.shard}::smallint and m.person_id = ${person.id} and l.deleted_on is null order by l.id`);
    const programs = await engine.db.rows<{
      id: number;
      name: string;
      status: string;
      since: Instant;
      statusSince: Instant;
      successDate: string | null;
      acquired: boolean;
    }>(sql`
      select f.id, f.name, s.name as status, m.member_since as since, m.status_on as "statusSince", m.success_on::text as "successDate", m.acquired
      from program_member m join folder f on f.id = m.program_id join program_status s on s.id = m.status_id
      where m.shard = ${person.shard}::smallint and m.person_id = ${person.id} and f.deleted_on is null order by m.status_on desc, f.id`);
    const campaigns = await engine.db.rows<{
      id: number;
      name: string;
      times: number;
      first: Instant;
      last: Instant;
    }>(sql`
      select c.id, c.name, m.times, m.first_on as first, m.last_on as last from membership m join campaign c on c.id = m.campaign_id
      where m.shard = ${person.shard}::smallint and m.person_id = ${person.id} order by m.last_on desc, c.id`);
    return {
      id: person.id,
      fields: Object.fromEntries(shown.map((field, index) => [field.name, row?.values[index] ?? null])),
      lists: lists.map((one) => ({ ...one, since: toIso(one.since) })),
      acquisitionProgram: row?.acquired ?? null,
      programs: programs.map((one) => ({
        ...one,
        since: toIso(one.since),
        statusSince: toIso(one.statusSince),
        success: one.successDate !== null,
      })),
      campaigns: campaigns.map((one) => ({ ...one, first: toIso(one.first), last: toIso(one.last) })),
    };
  },
});
