import { z } from "zod";
import { Fault, problem } from "#kernel/fault.ts";
import { sql } from "#kernel/sql.ts";
import type { Engine } from "#engine/engine.ts";
import { inFolder } from "../asset.ts";
import { folderShape, readFolder } from "../folder/folder-shape.ts";

export const programTypes = ["default", "event", "engagement", "email"] as const;
export const programTypeSchema = z.enum(programTypes);
export type ProgramType = (typeof programTypes)[number];

export const programShape = folderShape.extend({ type: programTypeSchema });
export type ProgramShape = z.infer<typeof programShape>;

export async function readPrograms(
  engine: Engine,
  of: { id?: number; after?: number; folder?: number | null | undefined; limit: number },
): Promise<ProgramShape[]> {
  const rows = await engine.db.rows<{ id: number; type: ProgramType }>(sql`
    select p.id, p.type from program p join folder f on f.id = p.id where f.deleted_on is null
      and (${of.id ?? null}::integer is null or p.id = ${of.id ?? null}) and p.id > ${of.after ?? 0}
      and ${inFolder(sql`f.parent_id`, of.folder)} order by p.id limit ${of.limit}`);
  return rows.map(({ id, type }) => ({ ...readFolder(engine.definitions.catalog, id), type }));
}

export async function readProgram(engine: Engine, id: number): Promise<ProgramShape> {
  const [program] = await readPrograms(engine, { id, limit: 1 });
  if (!program) throw new Fault(problem("program", "not.found", { kind: "program", name: String(id) }));
  return program;
}
