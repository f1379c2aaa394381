import type { z } from "zod";
import { problem, type Code, type Problem } from "#kernel/fault.ts";
import { messages } from "#kernel/messages.ts";
import { nearest } from "#kernel/nearest.ts";

type Issue = z.core.$ZodIssue;
export type Path = readonly PropertyKey[];

/** The most problems of one input that are told. */
const MOST = 100;

/**
 * What is wrong with the form of an input, each with its path and a sentence that names the cure. A schema may give a
 * code of ours as its message. Wants issues that carry what was given (`reportInput`).
 */
export const inputProblems = (error: z.ZodError): Problem[] =>
  inputFaults(error).map(({ path, code, args }) => problem(pathText(path), code, args));

/** What is wrong with the form of an input, with its path in parts. */
export interface InputFault extends Omit<Problem, "path"> {
  readonly path: Path;
}

export const inputFaults = (error: z.ZodError): InputFault[] =>
  error.issues.flatMap((issue) => explain(issue, [])).slice(0, MOST);

/** For a schema that is read with it: an unknown key is told with those that are known. */
export const tellKnown = (issue: { code?: string; inst?: unknown }): string | undefined => {
  if (issue.code !== "unrecognized_keys") return undefined;
  const shape = (issue.inst as { shape?: object } | undefined)?.shape;
  return KNOWN + JSON.stringify(Object.keys(shape ?? {}));
};
const KNOWN = "known: ";

function unknownKey(path: Path, name: string, message: string): InputFault {
  const known = message.startsWith(KNOWN) ? (JSON.parse(message.slice(KNOWN.length)) as string[]) : [];
  const near = nearest(name, known);
  return near
    ? fault(path, "input.near", { name: name.slice(0, 100), near })
    : fault(path, "input.unknown", { name: name.slice(0, 100) });
}

const fault = (path: Path, code: Code, args?: Problem["args"]): InputFault =>
  args ? { path, code, args } : { path, code };

function explain(issue: Issue, before: Path): InputFault[] {
  const path = [...before, ...issue.path];
  const at = path;
  const own =
    issue.message in messages ? fault(at, issue.message as Code, { value: shown(issue.input) }) : undefined;
  if (own) return [own];
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) => unknownKey([...path, key], key, issue.message));
    case "invalid_type":
      return [wrongType(at, issue.expected, issue.input)];
    case "invalid_value":
      return [
        issue.input === undefined
          ? missing(at, `one of: ${issue.values.join(", ")}`)
          : fault(at, "input.choice", { value: shown(issue.input), allowed: issue.values.join(", ") }),
      ];
    case "invalid_union":
      return explainUnion(issue, path);
    case "too_small":
      return [fault(at, TOO_SMALL[issue.origin] ?? "input.least", { limit: Number(issue.minimum) })];
    case "too_big":
      return [fault(at, TOO_BIG[issue.origin] ?? "input.most", { limit: Number(issue.maximum) })];
    case "invalid_key":
      return issue.issues.flatMap((inner) => explain(inner, path));
    default:
      return [
        fault(at, "input.invalid", {
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
function explainUnion(issue: z.core.$ZodIssueInvalidUnion, path: Path): InputFault[] {
  const at = path;
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

function noSuchForm(at: Path, issue: z.core.$ZodIssueInvalidUnion, discriminator: string): InputFault {
  const allowed = ((issue as { options?: readonly unknown[] }).options ?? []).join(", ");
  const value = (issue.input as Record<string, unknown> | undefined)?.[discriminator];
  return value === undefined
    ? missing(at, `one of: ${allowed}`)
    : fault(at, "input.choice", { value: shown(value), allowed });
}

const wrongType = (at: Path, expected: string, input: unknown): InputFault =>
  mistyped(at, wanted(expected), input);

const mistyped = (at: Path, what: string, input: unknown): InputFault =>
  input === undefined ? missing(at, what) : fault(at, "input.type", { wanted: what, given: kindOf(input) });

const missing = (at: Path, what: string): InputFault => fault(at, "input.missing", { wanted: what });

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
