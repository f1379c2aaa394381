import { z } from "zod";
import { toIso, type Instant } from "#kernel/clock.ts";
import { sql } from "#kernel/sql.ts";
import { sources } from "#domain/source.ts";
import { currentDefinitions } from "#engine/engine.ts";
import { defineOperation } from "../define.ts";
import { pageOfPeople } from "../number.ts";
import { findFolder, folderKey } from "../folder/find-folder.ts";

interface Row {
  readonly person: number;
  readonly email: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly status: string;
  readonly since: Instant;
  readonly statusSince: Instant;
  readonly successDate: string | null;
  readonly acquired: boolean;
  readonly source: number;
  readonly campaign: { readonly id: number; readonly name: string } | null;
  readonly data: Readonly<Record<string, string>> | null;
}

export const listProgramMembers = defineOperation({
  id: "list-program-members",
  noun: "program",
  verb: "members",
  method: "GET",
  path: "/api/programs/:program/members",
  summary: "Page through the members of a program, by number of the person",
  effect: "read",
  errors: ["not.found"],
  input: z.strictObject({
    program: folderKey("program"),
    status: z
      .string()
      .max(255)
      .optional()
      .meta({ description: "Only those who have the status of this name" }),
    ...pageOfPeople,
  }),
  output: z.object({
    members: z.array(
      z.object({
        person: z.int(),
        email: z.string().nullable(),
        firstName: z.string().nullable(),
        lastName: z.string().nullable(),
        status: z.string(),
        since: z.string().meta({ description: "When they became a member" }),
        statusSince: z.string(),
        success: z.boolean(),
        successDate: z.string().nullable(),
        acquired: z.boolean().meta({ description: "It is the program in which they first became a member" }),
        source: z.string().meta({ description: "Who made them a member" }),
        campaign: z
          .object({ id: z.int(), name: z.string() })
          .nullable()
          .meta({ description: "The campaign that made them a member" }),
        data: z.record(z.string(), z.string()).meta({ description: "Member fields, by API name" }),
      }),
    ),
    next: z.int().nullable(),
  }),
  async run({ engine }, { program, status, after, limit }) {
    const { catalog } = await currentDefinitions(engine);
    const id = await findFolder(engine.db, "program", program, "program");
    const has =
      status === undefined
        ? sql`true`
        : sql`m.status_id = any(array(select s.id from program_status s where fold(s.name) = fold(${status.trim().normalize("NFC")})))`;
    // A page of each shard, through the key; of these the first.
    const rows = await engine.db.rows<Row>(sql`
      select q.person_id as person, p.email, p.first_name as "firstName", p.last_name as "lastName", s.name as status, q.member_since as since,
        q.status_on as "statusSince", q.success_on::text as "successDate", q.acquired, q.source, q.data,
        case when c.id is not null then jsonb_build_object('id', c.id, 'name', c.name) end as campaign
      from (
        select m.* from generate_series(0, 31) n (shard), lateral (
          select m.shard, m.person_id, m.status_id, m.member_since, m.status_on, m.success_on, m.acquired, m.source, m.data, m.campaign_id from program_member m
          where m.shard = n.shard::smallint and m.program_id = ${id} and m.person_id > ${after} and ${has} order by m.person_id limit ${limit}) m
        order by m.person_id limit ${limit}) q
      join person p on p.shard = q.shard and p.id = q.person_id join program_status s on s.id = q.status_id left join campaign c on c.id = q.campaign_id
      order by q.person_id`);
    const fields = [...catalog.memberFields.values()].filter((one) => !one.hidden);
    return {
      members: rows.map(({ source, since, statusSince, data, ...row }) => ({
        ...row,
        since: toIso(since),
        statusSince: toIso(statusSince),
        success: row.successDate !== null,
        source: sources[source] ?? "system",
        data: Object.fromEntries(
          fields.flatMap(({ id: key, name }) => (data?.[key] === undefined ? [] : [[name, data[key]]])),
        ),
      })),
      next: rows.length === limit ? (rows.at(-1)?.person ?? null) : null,
    };
  },
});
