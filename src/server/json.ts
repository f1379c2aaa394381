import { Fault, problem, type Problem } from "#kernel/fault.ts";
import { pathText } from "#operations/input-problems.ts";

const utf8 = new TextDecoder("utf-8", { fatal: true });

/** The deepest nesting a body may have. */
const DEEPEST = 50;

/**
 * Reads a JSON body. What is not UTF-8, holds a NUL or half a character, is nested absurdly or names `__proto__` is
 * refused with its path.
 */
export function parseJson(body: Buffer): unknown {
  if (body.length === 0) return undefined;
  const value = parse(decode(body));
  const found = search(value, 0);
  if (found) throw new Fault(problem(pathText(found.path.toReversed()), found.code, REASONS[found.code]));
  return value;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Fault(problem("", "input.json", { reason: `${(cause as Error).message.slice(0, 200)}.` }), {
      cause,
    });
  }
}

function decode(body: Buffer): string {
  try {
    return utf8.decode(body);
  } catch (cause) {
    throw new Fault(problem("", "input.text"), { cause });
  }
}

/** What was found, with its path from the inside out: it is only built when there is something to say. */
interface Found {
  readonly code: "input.text" | "input.json" | "input.unknown";
  readonly path: (string | number)[];
}

const REASONS: Record<Found["code"], Problem["args"]> = {
  "input.text": {},
  "input.json": { reason: `It is nested more than ${DEEPEST} deep.` },
  "input.unknown": { name: "__proto__" },
};

function search(value: unknown, depth: number): Found | undefined {
  if (typeof value === "string") return isText(value) ? undefined : { code: "input.text", path: [] };
  if (typeof value !== "object" || value === null) return undefined;
  if (depth >= DEEPEST) return { code: "input.json", path: [] };
  const isList = Array.isArray(value);
  for (const key of Object.keys(value)) {
    const found =
      (isList ? undefined : searchKey(key)) ?? search((value as Record<string, unknown>)[key], depth + 1);
    if (!found) continue;
    if (found.code !== "input.json") found.path.push(isList ? Number(key) : visible(key));
    return found;
  }
  return undefined;
}

function searchKey(key: string): Found | undefined {
  if (key === "__proto__") return { code: "input.unknown", path: [] };
  return isText(key) ? undefined : { code: "input.text", path: [] };
}

/** A name as an answer may hold it. */
const visible = (name: string): string => name.replaceAll("\0", "\u{2400}").toWellFormed();

/** Text that PostgreSQL can hold. */
export const isText = (text: string): boolean => !text.includes("\0") && text.isWellFormed();
