import { z } from "zod";
import { defineOperation } from "../define.ts";
import { activityTypeShape, shapeOf } from "./activity-type-shape.ts";

export const listActivityTypes = defineOperation({
  id: "list-activity-types",
  noun: "activity-type",
  verb: "list",
  method: "GET",
  path: "/api/activity-types",
  summary: "List the kinds of activities, standard and custom, with their filters, triggers and attributes",
  effect: "read",
  input: z.strictObject({}),
  output: z.object({ activityTypes: z.array(activityTypeShape) }),
  run: async ({ engine }) => ({
    activityTypes: [...engine.definitions.catalog.activities.values()].map(shapeOf),
  }),
});
