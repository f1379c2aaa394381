import { z } from "zod";
import { toIso } from "#kernel/clock.ts";
import { Fault, problem } from "#kernel/fault.ts";
import { sql } from "#kernel/sql.ts";
import { rulesSchema } from "#domain/rules.ts";
import { changeDefinitions } from "#engine/engine.ts";
import { audit } from "../audit.ts";
import { defineOperation } from "../define.ts";
import { descriptionSchema, named, nameSchema } from "../name.ts";
import { createNamedAssets } from "../named-assets.ts";
import { checkList, readSmartList, smartListShape, type SmartListShape } from "./smart-list-shape.ts";

export const createSmartList = defineOperation({
  id: "create-smart-list",
  noun: "smart-list",
  verb: "create",
  method: "POST",
  path: "/api/smart-lists",
  summary: "Create a smart list; one with problems is kept as a draft and cannot be used",
  effect: "write",
  errors: ["name.taken", "smartList.trigger"],
  input: z.strictObject({
    name: nameSchema,
    description: descriptionSchema,
    rules: rulesSchema.default({ triggers: [], match: "all", filters: [] }),
  }),
  output: smartListShape,
  async run({ engine, actor }, input): Promise<SmartListShape> {
    if (input.rules.triggers.length > 0) throw new Fault(problem("rules.triggers", "smartList.trigger"));
    const { value } = checkList(engine, input.rules, undefined);
    const now = engine.clock.now();
    const at = sql`${toIso(now)}::timestamptz`;
    const id = await named("smart list", input.name, () =>
      changeDefinitions(engine, async (tx) => {
        await createNamedAssets(tx, engine.definitions.catalog, value);
        const [row] = await tx.rows<{
          id: number;
        }>(sql`insert into smart_list (name, description, rules, created_on, updated_on)
          values (${input.name}, ${input.description ?? null}, ${JSON.stringify(value)}::jsonb, ${at}, ${at}) returning id`);
        await audit(tx, now, actor, "create", "smart list", row?.id ?? 0, { name: input.name });
        return row?.id as number;
      }),
    );
    return readSmartList(engine, id);
  },
});
