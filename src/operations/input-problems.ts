import type { z } from "zod";
import { problem, type Problem } from "#kernel/fault.ts";

/** What is wrong with the form of an input, each with its path and a sentence. */
export function inputProblems(error: z.ZodError): Problem[] {
  return error.issues.slice(0, 100).flatMap((issue) => explain(issue, pathText(issue.path)));
}

function explain(issue: z.core.$ZodIssue, path: string): Problem[] {
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((key) => problem(path ? `${path}.${key}` : key, "input.invalid", { reason: `“${key}” is not known here; remove it or correct its name.` }));
  if (issue.code === "invalid_type" && issue.input === undefined && !path.endsWith("]"))
    return [problem(path, "input.invalid", { reason: `This is missing; give ${article(issue.expected)}.` })];
  return [problem(path, "input.invalid", { reason: `${issue.message.replace(/^Invalid input: /, "").replace(/^./, (letter) => letter.toUpperCase())}.` })];
}

const article = (what: string): string => (/^[aeio]/.test(what) ? `an ${what}` : `a ${what}`);

/** `rules.filters[2].values[0]`. */
export const pathText = (path: readonly PropertyKey[]): string =>
  path.map((part, index) => (typeof part === "number" ? `[${part}]` : `${index ? "." : ""}${String(part)}`)).join("");
