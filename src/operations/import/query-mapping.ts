import { z } from "zod";

/** A mapping as it stands in a query: one JSON object. */
export const mappingInQuery = z
  .union([z.record(z.string(), z.string()), z.string()])
  .default({})
  .transform((given, context): Record<string, string> => {
    if (typeof given !== "string") return given;
    try {
      return z.record(z.string(), z.string()).parse(JSON.parse(given));
    } catch {
      context.addIssue('a mapping is a JSON object of texts, as {"Column": "field"}');
      return z.NEVER;
    }
  })
  .meta({
    type: "object",
    description:
      "Column to field, as a JSON object; columns called like a field need none, an empty field ignores the column",
  });
