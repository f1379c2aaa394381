import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { operations } from "#operations/index.ts";
import { pathNames, type AnyOperation } from "#operations/define.ts";
import { isInShare } from "#test/harness/share.ts";
import { Served, type Answer } from "#test/harness/served.ts";

/** Every operation, every place of its input, every kind of nonsense, of which each run takes a share: a clear 4xx or a sound answer, never a failure of ours. */

let served: Served;
beforeAll(async () => {
  served = await Served.open();
});
afterAll(() => served.close());

type Schema = Record<string, unknown> & {
  properties?: Record<string, Schema>;
  items?: Schema;
  required?: string[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  enum?: unknown[];
  additionalProperties?: unknown;
};

const schemaOf = (operation: AnyOperation): Schema =>
  z.toJSONSchema(operation.input, { io: "input", unrepresentable: "any", reused: "inline" }) as Schema;

/** Something of the right form. */
function sample(schema: Schema): unknown {
  if (schema["const"] !== undefined) return schema["const"];
  if (schema.enum) return schema.enum[0];
  const inner = schema.anyOf?.[0] ?? schema.oneOf?.[0];
  if (inner) return sample(inner);
  switch (schema["type"]) {
    case "object":
      return Object.fromEntries(
        Object.entries(schema.properties ?? {})
          .filter(([name]) => schema.required?.includes(name))
          .map(([name, one]) => [name, sample(one)]),
      );
    case "array":
      return [sample(schema.items ?? {})];
    case "integer":
    case "number":
      return 1;
    case "boolean":
      return true;
    default:
      return "1";
  }
}

type Path = readonly (string | number)[];

/** Where values stand, down to a depth. */
function places(schema: Schema, path: Path = []): Path[] {
  const here = path.length > 0 ? [path] : [];
  if (path.length > 7) return here;
  const inner = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].flatMap((one) =>
    places(one, path).slice(1),
  );
  const named = Object.entries(schema.properties ?? {}).flatMap(([name, one]) =>
    places(one, [...path, name]),
  );
  const listed = schema["type"] === "array" ? places(schema.items ?? {}, [...path, 0]) : [];
  const free =
    schema["type"] === "object" && typeof schema.additionalProperties === "object"
      ? places(schema.additionalProperties as Schema, [...path, "email"])
      : [];
  return [...here, ...inner, ...named, ...listed, ...free];
}

function put(value: unknown, [first, ...rest]: Path, nonsense: unknown): unknown {
  if (first === undefined) return nonsense;
  if (typeof first === "number") return [put(Array.isArray(value) ? value[0] : undefined, rest, nonsense)];
  return {
    ...(typeof value === "object" && value !== null && !Array.isArray(value) ? value : {}),
    [first]: put((value as Record<string, unknown> | undefined)?.[first], rest, nonsense),
  };
}

const deep = (levels: number): unknown =>
  Array.from({ length: levels }).reduce((inner) => [inner], 1 as unknown);
const NONSENSE: unknown[] = [
  "",
  " ",
  "\0",
  "a\0b",
  "\ud800",
  "x".repeat(5_000),
  "😀".repeat(3_000),
  "'; drop table person; --",
  "%00",
  "../../etc",
  "{{lead.Nope}}",
  "{{trigger.x}}",
  "NULL",
  "1e400",
  "-1",
  "99999999999999999999",
  "2147483648",
  -1,
  0,
  0.5,
  2_147_483_648,
  9_007_199_254_740_991,
  -2_147_483_649,
  1e308,
  null,
  true,
  [],
  {},
  [[]],
  [null],
  { a: 1 },
  deep(49),
  Array.from({ length: 3_000 }, () => "x"),
  "9999-12-31",
  "2026-02-30",
  "0000-01-01",
  "99999 years",
  "1 and 2 or 3",
  "2026-01-01T00:00:00Z",
  "275760-09-13T00:00:00Z",
  "9999-12-31T23:59:59.999999999Z",
];

async function send(operation: AnyOperation, input: unknown): Promise<Answer> {
  const given = (input ?? {}) as Record<string, unknown>;
  const text = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));
  const path = operation.path.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(text(given[name]).toWellFormed()),
  );
  const rest = Object.entries(given).filter(([name]) => !pathNames(operation.path).includes(name));
  if (operation.method === "GET" || operation.upload) {
    const query = new URLSearchParams(Object.fromEntries(rest.map(([name, value]) => [name, text(value)])));
    return served.ask(
      operation.method,
      `${path}?${query.toString()}`,
      operation.upload ? "Email Address\n" : undefined,
      operation.upload ? { "content-type": "text/csv" } : {},
    );
  }
  return served.ask(
    operation.method,
    path,
    operation.method === "DELETE" ? undefined : JSON.stringify(Object.fromEntries(rest)),
  );
}

/** Deep inside a document the same schemas stand again and again: there a few kinds of nonsense are enough. */
const nonsenseAt = (operation: AnyOperation, place: Path): readonly unknown[] =>
  (place.length > 3 ? NONSENSE.filter((_, index) => index % 5 === place.length % 5) : NONSENSE).filter(
    (_, index) => isInShare(`${operation.id} ${place.join(".")} ${index}`, 3),
  );

async function complaint(
  operation: AnyOperation,
  place: Path,
  nonsense: unknown,
  whole: unknown,
): Promise<string[]> {
  const { status, headers, body } = await send(operation, put(whole, place, nonsense));
  const told =
    (body.problems ?? []).length > 0 &&
    body.problems?.every(({ path, code, message }) => typeof path === "string" && code && message);
  const clear =
    status < 400 ||
    (status < 500 &&
      headers.get("content-type")?.startsWith("application/problem+json") &&
      body.code &&
      told);
  return clear
    ? []
    : [
        `${place.join(".")} = ${JSON.stringify(nonsense).slice(0, 60)}: ${status} ${JSON.stringify(body).slice(0, 200)}`,
      ];
}

test.each(operations.map((one) => [one.id, one] as const))(
  "%s answers nonsense with a clear 4xx",
  async (_, operation) => {
    const schema = schemaOf(operation);
    const whole = sample(schema);
    const complaints: string[] = [];
    for (const place of new Map(places(schema).map((one) => [one.join("."), one])).values())
      complaints.push(
        ...(
          await Promise.all(
            nonsenseAt(operation, place).map((nonsense) => complaint(operation, place, nonsense, whole)),
          )
        ).flat(),
      );
    expect(complaints).toEqual([]);
  },
);
