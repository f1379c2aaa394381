import { z } from "zod";
import { toIso } from "#kernel/clock.ts";
import { sql } from "#kernel/sql.ts";
import { changeDefinitions } from "#engine/engine.ts";
import { audit } from "../audit.ts";
import { defineOperation } from "../define.ts";
import { descriptionSchema, named, nameSchema } from "../name.ts";
import { listShape, readList, type ListShape } from "./list-shape.ts";

export const createList = defineOperation({
  id: "create-list",
  noun: "list",
  verb: "create",
  method: "POST",
  path: "/api/lists",
  summary: "Create a static list",
  effect: "write",
  errors: ["name.taken"],
  input: z.strictObject({ name: nameSchema, description: descriptionSchema }),
  output: listShape,
  async run({ engine, actor }, input): Promise<ListShape> {
    const now = engine.clock.now();
    const id = await named("list", input.name, () =>
      changeDefinitions(engine, async (tx) => {
        const [row] = await tx.rows<{
          id: number;
        }>(sql`insert into static_list (name, description, created_on)
          values (${input.name}, ${input.description ?? null}, ${toIso(now)}::timestamptz) returning id`);
        await audit(tx, now, actor, "create", "list", row?.id ?? 0, input);
        return row?.id as number;
      }),
    );
    return readList(engine.db, id);
  },
});
