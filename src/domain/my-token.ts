import { z } from "zod";
import { isCalendarDate } from "#kernel/clock.ts";
import { problem, type Problem } from "#kernel/fault.ts";

/** What a My Token can hold (behaviour §3.9). */
export const myTokenTypes = ["text", "number", "date", "score", "rich text"] as const;
export type MyTokenType = (typeof myTokenTypes)[number];

/** A value that a folder gives to all below it: `{{my.Name}}`. */
export interface MyToken {
  readonly name: string;
  readonly type: MyTokenType;
  readonly value: string;
}

/** A token's name stands between `{{my.` and `}}`, or before `:default=`. */
export const myTokenNameSchema = z
  .string()
  .transform((text) => text.trim().normalize("NFC"))
  .pipe(
    z
      .string()
      .min(1)
      .max(50)
      .regex(/^[^{}:]+$/, "A token's name holds no {, } or :."),
  );

const MOST_TEXT = 30_000;

/** A change of a score: `+5`, `-5`, `=5`, `=-5`. */
export const isScoreChange = (text: string): boolean => /^(?:[+-]|=[+-]?)\d{1,9}$/.test(text);

/** Reads the value of a My Token: as it is kept, or what is wrong with it. */
export function readMyToken(type: MyTokenType, given: string, path: string): { value: string } | Problem {
  const text = type === "text" || type === "rich text" ? given.normalize("NFC") : given.trim();
  if (text.length > MOST_TEXT)
    return problem(path, "value.tooLong", { length: text.length, limit: MOST_TEXT });
  const wrong = (wanted: string): Problem =>
    problem(path, "value.type", { value: text.slice(0, 100), wanted });
  switch (type) {
    case "number":
      return /^[+-]?\d{1,15}(\.\d{1,10})?$/.test(text)
        ? { value: text }
        : wrong("a number such as 12 or 0.5");
    case "date":
      return isCalendarDate(text) ? { value: text } : wrong("a date such as 2026-05-31");
    case "score": {
      const change = text.replace(/\s+/g, "").replace(/^(?=\d)/, "+");
      return isScoreChange(change) ? { value: change } : wrong("a change of a score such as +5, -5 or =5");
    }
    default:
      return { value: text };
  }
}
