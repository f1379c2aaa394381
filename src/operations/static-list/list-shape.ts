import { z } from "zod";
import { Fault, problem } from "#kernel/fault.ts";
import { toIso, type Instant } from "#kernel/clock.ts";
import { sql } from "#kernel/sql.ts";
import type { Runner } from "#store/db.ts";

export const listShape = z.object({
  id: z.int(),
  name: z.string(),
  description: z.string().nullable(),
  people: z.int(),
  createdOn: z.string(),
});
export type ListShape = z.infer<typeof listShape>;

export async function readList(runner: Runner, id: number): Promise<ListShape> {
  const [row] = await runner.rows<
    Omit<ListShape, "createdOn"> & { createdOn: Instant }
  >(sql`select id, name, description, created_on as "createdOn",
    (select count(*) from list_member m where m.list_id = l.id) as people from static_list l where id = ${id} and deleted_on is null`);
  if (!row) throw new Fault(problem("list", "not.found", { kind: "list", name: String(id) }));
  return { ...row, createdOn: toIso(row.createdOn) };
}
