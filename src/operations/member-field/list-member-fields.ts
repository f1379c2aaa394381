import { z } from "zod";
import { currentDefinitions } from "#engine/engine.ts";
import { defineOperation } from "../define.ts";
import { memberFieldShape, shapeOf } from "./member-field-shape.ts";

export const listMemberFields = defineOperation({
  id: "list-member-fields",
  noun: "member-field",
  verb: "list",
  method: "GET",
  path: "/api/member-fields",
  summary: "List the fields of the members of programs",
  effect: "read",
  input: z.strictObject({ hidden: z.stringbool().default(false).meta({ description: "Hidden ones too" }) }),
  output: z.object({ fields: z.array(memberFieldShape) }),
  async run({ engine }, { hidden }) {
    const { catalog } = await currentDefinitions(engine);
    return { fields: [...catalog.memberFields.values()].filter((one) => hidden || !one.hidden).map(shapeOf) };
  },
});
