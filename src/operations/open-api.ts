import { z } from "zod";
import { messages } from "#kernel/messages.ts";
import { pathNames, type AnyOperation } from "./define.ts";

type Schema = Record<string, unknown> & { properties?: Record<string, Schema>; required?: string[] };

const schemaOf = (type: z.ZodType, io: "input" | "output"): Schema => {
  const { $schema: _, ...schema } = z.toJSONSchema(type, {
    io,
    unrepresentable: "any",
    reused: "inline",
  }) as Schema;
  return schema;
};

/** The whole interface as an OpenAPI 3.1 document. */
export function openApi(operations: readonly AnyOperation[]): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const operation of operations) {
    const path = operation.path.replace(/:(\w+)/g, "{$1}");
    paths[path] = { ...paths[path], [operation.method.toLowerCase()]: describe(operation) };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Muster",
      version: "0.1.0",
      description: "Smart campaigns: batch and trigger through one engine.",
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url: "/" }],
    paths,
    components: { schemas: { Problem: PROBLEM } },
  };
}

function describe(operation: AnyOperation): object {
  const input = schemaOf(operation.input, "input");
  const inPath = pathNames(operation.path);
  const inQuery = operation.method === "GET" || operation.method === "DELETE" || operation.upload;
  const names = Object.keys(input.properties ?? {});
  const parameters = names
    .filter((name) => inPath.includes(name) || inQuery)
    .map((name) => {
      const { description, ...schema } = input.properties?.[name] ?? {};
      const place = inPath.includes(name) ? "path" : "query";
      return {
        name,
        in: place,
        required: place === "path" || (input.required ?? []).includes(name),
        schema,
        ...(description ? { description } : {}),
      };
    });
  const rest = names.filter((name) => !inPath.includes(name));
  return {
    operationId: operation.id,
    summary: operation.summary,
    tags: [operation.noun],
    parameters,
    ...(operation.upload
      ? {
          requestBody: {
            required: true,
            content: { "text/csv": { schema: { type: "string", format: "binary" } } },
          },
        }
      : {}),
    ...(!inQuery && rest.length > 0
      ? {
          requestBody: {
            required: rest.some((name) => input.required?.includes(name)),
            content: { "application/json": { schema: only(input, rest) } },
          },
        }
      : {}),
    responses: {
      200: {
        description: operation.summary,
        content: operation.file
          ? { [operation.file]: { schema: { type: "string" } } }
          : { "application/json": { schema: schemaOf(operation.output, "output") } },
      },
      ...errors(operation),
    },
  };
}

const only = (schema: Schema, names: readonly string[]): Schema => ({
  ...schema,
  properties: Object.fromEntries(names.map((name) => [name, schema.properties?.[name] ?? {}])),
  required: (schema.required ?? []).filter((name) => names.includes(name)),
});

function errors({ errors: codes = [] }: AnyOperation): Record<string, object> {
  const byStatus = new Map<number, string[]>([[400, ["input.invalid"]]]);
  for (const code of codes)
    byStatus.set(messages[code].status, [...(byStatus.get(messages[code].status) ?? []), code]);
  return Object.fromEntries(
    [...byStatus]
      .toSorted(([a], [b]) => a - b)
      .map(([status, list]) => [
        status,
        {
          description: list.join(", "),
          content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
        },
      ]),
  );
}

const PROBLEM = {
  type: "object",
  required: ["type", "title", "status", "code", "problems"],
  properties: {
    type: { type: "string" },
    title: { type: "string" },
    status: { type: "integer" },
    code: { type: "string" },
    detail: { type: "string" },
    problems: {
      type: "array",
      items: {
        type: "object",
        required: ["path", "code", "message"],
        properties: {
          path: { type: "string" },
          code: { type: "string" },
          message: { type: "string" },
          args: { type: "object" },
          cause: { type: "object", description: "What has to be mended first: its kind, id and name" },
        },
      },
    },
  },
};
