import { expect, test } from "vitest";
import { definitionsJsonSchema } from "#operations/definitions/schema.ts";

test("the committed JSON Schema of definitions is what they are read with", async () => {
  const text = `${JSON.stringify(definitionsJsonSchema(), null, 1)}\n`;
  await expect(text).toMatchFileSnapshot("../../docs/reference/definitions.schema.json");
});
