import { isDeepStrictEqual } from "node:util";

/** One place where two texts say different things; undefined: nothing. */
export interface Difference {
  readonly path: string;
  readonly from: unknown;
  readonly to: unknown;
}

/** Where two texts differ, each as far inside as both have the same shape. */
export function differences(from: unknown, to: unknown, path = ""): Difference[] {
  if (isDeepStrictEqual(from, to)) return [];
  if (Array.isArray(from) && Array.isArray(to))
    return Array.from({ length: Math.max(from.length, to.length) }).flatMap((_, index) =>
      differences(from[index], to[index], `${path}[${index}]`),
    );
  if (isMap(from) && isMap(to))
    return [...new Set([...Object.keys(from), ...Object.keys(to)])].flatMap((name) =>
      differences(from[name], to[name], path ? `${path}.${name}` : name),
    );
  return [{ path, from, to }];
}

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
