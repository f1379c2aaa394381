import { z } from "zod";
import { sql } from "#kernel/sql.ts";
import { currentDefinitions } from "#engine/engine.ts";
import { defineOperation } from "../define.ts";
import { findFolder, folderKey } from "../folder/find-folder.ts";

export const countProgramMembers = defineOperation({
  id: "count-program-members",
  noun: "program",
  verb: "count",
  method: "GET",
  path: "/api/programs/:program/counts",
  summary: "Count the members of a program by status, and those with success",
  effect: "read",
  errors: ["not.found"],
  input: z.strictObject({ program: folderKey("program") }),
  output: z.object({
    members: z.int(),
    success: z.int(),
    acquired: z.int().meta({ description: "Those for whom it was the first program" }),
    statuses: z.array(
      z.object({
        id: z.int(),
        name: z.string(),
        step: z.int().nullable().meta({ description: "Null where its channel has it no more" }),
        people: z.int(),
      }),
    ),
  }),
  async run({ engine }, { program }) {
    const { catalog } = await currentDefinitions(engine);
    const id = await findFolder(engine.db, "program", program, "program");
    const rows = await engine.db.rows<{
      id: number;
      name: string;
      people: number;
      success: number;
      acquired: number;
    }>(sql`
      select q.id, s.name, q.people, q.success, q.acquired
      from (select m.status_id as id, count(*) as people, count(m.success_on) as success, count(*) filter (where m.acquired) as acquired
        from program_member m where m.program_id = ${id} group by 1) q join program_status s on s.id = q.id order by s.step, s.id`);
    const statuses = catalog.programs.get(id)?.channel.statuses ?? [];
    const others = rows.filter((row) => !statuses.some((one) => one.id === row.id));
    const people = (status: number): number => rows.find((row) => row.id === status)?.people ?? 0;
    const sum = (of: "people" | "success" | "acquired"): number =>
      rows.reduce((total, row) => total + row[of], 0);
    return {
      members: sum("people"),
      success: sum("success"),
      acquired: sum("acquired"),
      statuses: [
        ...statuses.map(({ id: status, name, step }) => ({ id: status, name, step, people: people(status) })),
        ...others.map(({ id: status, name, people: many }) => ({
          id: status,
          name,
          step: null,
          people: many,
        })),
      ],
    };
  },
});
