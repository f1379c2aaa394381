import type { z } from "zod";
import { problem, type Code, type Problem } from "#kernel/fault.ts";
import { messages } from "#kernel/messages.ts";

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

/** The most problems of one input that are told. */
const MOST = 100;

/**
 * What is wrong with the form of an input, each with its path and a sentence that names the cure. A schema may give a
 * code of ours as its message. Wants issues that carry what was given (`reportInput`).
 */
export const inputProblems = (error: z.ZodError): Problem[] =>
  error.issues.flatMap((issue) => explain(issue, [])).slice(0, MOST);

function explain(issue: Issue, before: Path): Problem[] {
  const path = [...before, ...issue.path];
  const at = pathText(path);
  const own =
    issue.message in messages ? problem(at, issue.message as Code, { value: shown(issue.input) }) : undefined;
  if (own) return [own];
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) =>
        problem(pathText([...path, key]), "input.unknown", { name: key.slice(0, 100) }),
      );
    case "invalid_type":
      return [wrongType(at, issue.expected, issue.input)];
    case "invalid_value":
      return [
        issue.input === undefined
          ? missing(at, `one of: ${issue.values.join(", ")}`)
          : problem(at, "input.choice", { value: shown(issue.input), allowed: issue.values.join(", ") }),
      ];
    case "invalid_union":
      return explainUnion(issue, path);
    case "too_small":
      return [problem(at, TOO_SMALL[issue.origin] ?? "input.least", { limit: Number(issue.minimum) })];
    case "too_big":
      return [problem(at, TOO_BIG[issue.origin] ?? "input.most", { limit: Number(issue.maximum) })];
    case "invalid_key":
      return issue.issues.flatMap((inner) => explain(inner, path));
    default:
      return [
        problem(at, "input.invalid", {
          reason: `${issue.message
            .replace(/^Invalid input: /, "")
            .replace(/^./, (letter) => letter.toUpperCase())
            .replace(/\.$/, "")}.`,
        }),
      ];
  }
}

const TOO_SMALL: Record<string, Code> = { string: "input.short", array: "input.few" };
const TOO_BIG: Record<string, Code> = { string: "input.long", array: "input.many" };

/** Of several forms none fits: those that differ in type alone are named together, else the one that came nearest. */
function explainUnion(issue: z.core.$ZodIssueInvalidUnion, path: Path): Problem[] {
  const at = pathText(path);
  if (issue.discriminator !== undefined) return [noSuchForm(at, issue, issue.discriminator)];
  const near = issue.errors.find((issues) =>
    issues.some((one) => one.path.length > 0 || one.code !== "invalid_type"),
  );
  if (near) return near.flatMap((one) => explain(one, path));
  const expected = issue.errors.flatMap((issues) =>
    issues.map((one) => wanted("expected" in one ? one.expected : "")),
  );
  return [mistyped(at, [...new Set(expected)].join(" or "), issue.input)];
}

function noSuchForm(at: string, issue: z.core.$ZodIssueInvalidUnion, discriminator: string): Problem {
  const allowed = ((issue as { options?: readonly unknown[] }).options ?? []).join(", ");
  const value = (issue.input as Record<string, unknown> | undefined)?.[discriminator];
  return value === undefined
    ? missing(at, `one of: ${allowed}`)
    : problem(at, "input.choice", { value: shown(value), allowed });
}

const wrongType = (at: string, expected: string, input: unknown): Problem =>
  mistyped(at, wanted(expected), input);

const mistyped = (at: string, what: string, input: unknown): Problem =>
  input === undefined ? missing(at, what) : problem(at, "input.type", { wanted: what, given: kindOf(input) });

const missing = (at: string, what: string): Problem => problem(at, "input.missing", { wanted: what });

const WANTED: Record<string, string> = {
  string: "a text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  object: "an object",
  record: "an object",
  array: "a list",
  null: "nothing",
  nan: "a number",
};
const wanted = (expected: string): string => WANTED[expected] ?? "a value";

function kindOf(input: unknown): string {
  if (input === null) return "null";
  if (Array.isArray(input)) return "a list";
  if (Number.isNaN(input)) return "a text"; // read as a number, which it was not
  if (typeof input === "number") return String(input);
  return WANTED[typeof input] ?? "a value";
}

const shown = (input: unknown): string =>
  (typeof input === "string" ? input : (JSON.stringify(input) ?? "")).slice(0, 100);

/** `rules.filters[2].values[0]`. */
export const pathText = (path: Path): string =>
  path
    .map((part, index) =>
      typeof part === "number" ? `[${part}]` : `${index ? "." : ""}${String(part).slice(0, 100)}`,
    )
    .join("");
