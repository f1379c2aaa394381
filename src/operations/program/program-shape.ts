import { z } from "zod";
import type { Instant } from "#kernel/clock.ts";
import { Fault, problem } from "#kernel/fault.ts";
import { sql } from "#kernel/sql.ts";
import type { Engine } from "#engine/engine.ts";
import { inFolder } from "../asset.ts";
import { programTypeSchema } from "../channel/channel-shape.ts";
import { folderShape, readFolder } from "../folder/folder-shape.ts";
import { expirationOf, expirationShape } from "./expiration.ts";

export const programShape = folderShape.extend({
  type: programTypeSchema,
  channel: z.object({ id: z.int(), name: z.string() }).meta({ description: "The statuses of its members" }),
  expiration: expirationShape
    .nullable()
    .meta({ description: "When its trigger campaigns, series and planned runs end by themselves" }),
});
export type ProgramShape = z.infer<typeof programShape>;

interface Row extends Pick<ProgramShape, "id" | "type" | "channel"> {
  readonly expiresOn: Instant | null;
  readonly expired: boolean;
}

export async function readPrograms(
  engine: Engine,
  of: { id?: number; after?: number; folder?: number | null | undefined; limit: number },
): Promise<ProgramShape[]> {
  const rows = await engine.db.rows<Row>(sql`
    select p.id, p.type, p.expires_on as "expiresOn", p.expired_on is not null as expired, jsonb_build_object('id', c.id, 'name', c.name) as channel from program p join channel c on c.id = p.channel_id join folder f on f.id = p.id where f.deleted_on is null
      and (${of.id ?? null}::integer is null or p.id = ${of.id ?? null}) and p.id > ${of.after ?? 0}
      and ${inFolder(sql`f.parent_id`, of.folder)} order by p.id limit ${of.limit}`);
  const { catalog } = engine.definitions;
  return rows.map(({ id, type, channel, expiresOn, expired }) => ({
    ...readFolder(catalog, id),
    type,
    channel,
    expiration: expiresOn === null ? null : expirationOf(expiresOn, expired, catalog.calendar.zone),
  }));
}

export async function readProgram(engine: Engine, id: number): Promise<ProgramShape> {
  const [program] = await readPrograms(engine, { id, limit: 1 });
  if (!program) throw new Fault(problem("program", "not.found", { kind: "program", name: String(id) }));
  return program;
}
