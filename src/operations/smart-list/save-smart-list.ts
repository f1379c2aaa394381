import { z } from "zod";
import { toIso } from "#kernel/clock.ts";
import { Fault, problem } from "#kernel/fault.ts";
import { sql } from "#kernel/sql.ts";
import { rulesSchema } from "#domain/rules.ts";
import { changeDefinitions } from "#engine/engine.ts";
import { audit } from "../audit.ts";
import { defineOperation } from "../define.ts";
import { findId, key } from "../find.ts";
import { descriptionSchema, named, nameSchema } from "../name.ts";
import { createNamedAssets } from "../named-assets.ts";
import { checkList, readSmartList, smartListShape, type SmartListShape } from "./smart-list-shape.ts";

export const saveSmartList = defineOperation({
  id: "save-smart-list",
  noun: "smart-list",
  verb: "save",
  method: "PUT",
  path: "/api/smart-lists/:smartList",
  summary: "Change the name or the rules of a smart list",
  effect: "write",
  errors: ["name.taken", "smartList.trigger"],
  input: z.strictObject({
    smartList: key("smart list"),
    name: nameSchema.optional(),
    description: descriptionSchema,
    rules: rulesSchema.optional(),
  }),
  output: smartListShape,
  async run({ engine, actor }, { smartList, name, description, rules }): Promise<SmartListShape> {
    if (rules && rules.triggers.length > 0) throw new Fault(problem("rules.triggers", "smartList.trigger"));
    const id = await findId(engine.db, "smart list", smartList);
    await named("smart list", name ?? "", () =>
      changeDefinitions(engine, async (tx) => {
        const value = rules && checkList(engine, rules, id).value;
        if (value) await createNamedAssets(tx, engine.definitions.catalog, value);
        const now = engine.clock.now();
        await tx.rows(sql`update smart_list set name = coalesce(${name ?? null}, name), description = coalesce(${description ?? null}, description),
          rules = coalesce(${value ? JSON.stringify(value) : null}::jsonb, rules), updated_on = ${toIso(now)}::timestamptz where id = ${id}`);
        await audit(tx, now, actor, "edit", "smart list", id, { name });
      }),
    );
    return readSmartList(engine, id);
  },
});
