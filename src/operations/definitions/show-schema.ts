import { z } from "zod";
import { defineOperation } from "../define.ts";
import { definitionsJsonSchema } from "./schema.ts";

export const showSchema = defineOperation({
  id: "show-schema",
  noun: "definitions",
  verb: "schema",
  method: "GET",
  path: "/api/definitions/schema",
  summary: "Show the JSON Schema of definitions written as YAML, for editors",
  effect: "read",
  input: z.strictObject({}),
  output: z.record(z.string(), z.unknown()),
  run: () => Promise.resolve(definitionsJsonSchema()),
});
