import { z } from "zod";
import { pathNames, type AnyOperation } from "#operations/define.ts";

/** A flag of a command: one property of the operation's input. */
export interface Flag {
  /** The property's name, as in JSON. */
  readonly name: string;
  /** As it is typed: `person-limit`. */
  readonly option: string;
  readonly type: "string" | "number" | "boolean" | "document";
  readonly many: boolean;
  readonly required: boolean;
  readonly description: string;
  /** The values it takes, where they are few. */
  readonly options: string;
  /** What it is when it is left out, as JSON. */
  readonly otherwise: string | undefined;
}

type Schema = Record<string, unknown>;

/** The flags of an operation; what stands in its path is no flag. */
export function flagsOf(operation: AnyOperation): Flag[] {
  const schema = z.toJSONSchema(operation.input, {
    io: "input",
    unrepresentable: "any",
    reused: "inline",
  }) as { properties?: Record<string, Schema>; required?: string[] };
  const inPath = pathNames(operation.path);
  return Object.entries(schema.properties ?? {})
    .filter(([name]) => !inPath.includes(name))
    .map(([name, property]) => {
      const many = property["type"] === "array" && isSimple((property["items"] ?? {}) as Schema);
      return {
        name,
        option: name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`).replaceAll("_", "-"),
        type: typeOf(many ? ((property["items"] ?? {}) as Schema) : property),
        many,
        required: (schema.required ?? []).includes(name),
        description: (property["description"] as string | undefined) ?? "",
        options: (property["enum"] as unknown[] | undefined)?.join(" | ") ?? "",
        otherwise: property["default"] === undefined ? undefined : JSON.stringify(property["default"]),
      };
    });
}

const isSimple = (schema: Schema): boolean => typeOf(schema) !== "document";

function typeOf(schema: Schema): Flag["type"] {
  const kinds = [schema, ...((schema["anyOf"] ?? []) as Schema[])].map((one) => one["type"]);
  if (kinds.includes("object") || (kinds.includes("array") && !kinds.includes("string"))) return "document";
  if (kinds.includes("integer") || kinds.includes("number"))
    return kinds.includes("string") ? "string" : "number"; // `last` or a day of the month: the schema reads it
  if (kinds.includes("boolean")) return "boolean";
  return schema["$ref"] || schema["oneOf"] ? "document" : "string";
}
