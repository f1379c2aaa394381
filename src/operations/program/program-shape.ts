import { z } from "zod";
import { Fault, problem } from "#kernel/fault.ts";
import { sql } from "#kernel/sql.ts";
import type { ProgramType } from "#domain/program.ts";
import type { Engine } from "#engine/engine.ts";
import { inFolder } from "../asset.ts";
import { programTypeSchema } from "../channel/channel-shape.ts";
import { folderShape, readFolder } from "../folder/folder-shape.ts";

export const programShape = folderShape.extend({
  type: programTypeSchema,
  channel: z.object({ id: z.int(), name: z.string() }).meta({ description: "The statuses of its members" }),
});
export type ProgramShape = z.infer<typeof programShape>;

export async function readPrograms(
  engine: Engine,
  of: { id?: number; after?: number; folder?: number | null | undefined; limit: number },
): Promise<ProgramShape[]> {
  const rows = await engine.db.rows<{ id: number; type: ProgramType; channel: ProgramShape["channel"] }>(sql`
    select p.id, p.type, jsonb_build_object('id', c.id, 'name', c.name) as channel from program p join channel c on c.id = p.channel_id join folder f on f.id = p.id where f.deleted_on is null
      and (${of.id ?? null}::integer is null or p.id = ${of.id ?? null}) and p.id > ${of.after ?? 0}
      and ${inFolder(sql`f.parent_id`, of.folder)} order by p.id limit ${of.limit}`);
  return rows.map(({ id, type, channel }) => ({
    ...readFolder(engine.definitions.catalog, id),
    type,
    channel,
  }));
}

export async function readProgram(engine: Engine, id: number): Promise<ProgramShape> {
  const [program] = await readPrograms(engine, { id, limit: 1 });
  if (!program) throw new Fault(problem("program", "not.found", { kind: "program", name: String(id) }));
  return program;
}
