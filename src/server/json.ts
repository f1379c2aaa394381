import { Fault, problem } from "#kernel/fault.ts";

const utf8 = new TextDecoder("utf-8", { fatal: true });

/** The deepest nesting a body may have. */
const DEEPEST = 50;

/** Reads a JSON body; refuses what is not UTF-8, holds a NUL, or is nested absurdly. */
export function parseJson(body: Buffer): unknown {
  if (body.length === 0) return undefined;
  const text = decode(body);
  let value: unknown;
  try {
    value = JSON.parse(text, (key, one: unknown) => (key === "__proto__" ? undefined : one));
  } catch (cause) {
    throw new Fault(problem("", "input.json", { reason: (cause as Error).message.slice(0, 200) }), { cause });
  }
  refuse(value, "", 0);
  return value;
}

function decode(body: Buffer): string {
  try {
    return utf8.decode(body);
  } catch (cause) {
    throw new Fault(problem("", "input.text"), { cause });
  }
}

function refuse(value: unknown, path: string, depth: number): void {
  if (typeof value === "string") {
    if (value.includes("\0") || !value.isWellFormed()) throw new Fault(problem(path, "input.text"));
    return;
  }
  if (typeof value !== "object" || value === null) return;
  if (depth >= DEEPEST) throw new Fault(problem("", "input.json", { reason: `It is nested more than ${DEEPEST} deep.` }));
  if (Array.isArray(value)) value.forEach((one, index) => refuse(one, `${path}[${index}]`, depth + 1));
  else for (const [key, one] of Object.entries(value)) refuse(one, path ? `${path}.${key}` : key, depth + 1);
}
