import type { Problem } from "#kernel/fault.ts";

/** How the filters of a smart list are combined: a tree over their 1-based numbers. */
export type Logic = number | { readonly and: readonly Logic[] } | { readonly or: readonly Logic[] };

export type Match = "all" | "any" | "advanced";

/** How a list with this many filters is combined; the text counts only when `match` is “advanced”. */
export function logicOf(match: Match, text: string | undefined, filters: number): Logic {
  const numbers = numbersTo(filters);
  if (match === "any") return { or: numbers };
  if (match === "all") return { and: numbers };
  const parsed = parseLogic(text ?? "", filters);
  return "logic" in parsed ? parsed.logic : { or: [] };
}

/** `1 and 2 and 3`: what ADVANCED starts with. */
export const defaultLogic = (filters: number): string => numbersTo(filters).join(" and ");

const numbersTo = (last: number): number[] => Array.from({ length: last }, (_, index) => index + 1);

/**
 * Reads advanced logic such as `1 and (2 or 3)`. One level never mixes “and” with “or”, so there is no precedence to
 * know; every filter must be used. (Behaviour §2.3.) “et” and “ou” are read, too: who works in French types them.
 */
export function parseLogic(
  text: string,
  filters: number,
  path = "",
): { logic: Logic } | { problems: Problem[] } {
  const reader = new Reader(text, filters);
  try {
    const logic = reader.whole();
    const unused = numbersTo(filters).filter((n) => !reader.used.has(n));
    if (unused.length === 0) return { logic };
    return { problems: unused.map((number) => ({ path, code: "logic.unusedFilter", args: { number } })) };
  } catch (error) {
    if (!(error instanceof Misread)) throw error;
    const faults = [error, ...reader.unclosed().filter(({ what }) => what !== error.what)];
    return {
      problems: faults.map(({ what, token }) => ({ path, code: "logic.syntax", args: { what, token } })),
    };
  }
}

/**
 * The same logic after filters moved, came or went. A text that cannot be read stays as it is.
 *
 * @param to the new number of each filter that was there; undefined, it is gone
 * @param added the numbers of new ones, which must hold as well
 */
export function followFilters(
  text: string,
  to: readonly (number | undefined)[],
  added: readonly number[] = [],
): string {
  const logic = readable(text, to.length);
  if (logic === undefined) return text;
  const kept = renumber(logic, to);
  if (kept === undefined) return added.join(" and ");
  return written(added.length === 0 ? kept : { and: [...(isAnd(kept) ? kept.and : [kept]), ...added] });
}

function readable(text: string, filters: number): Logic | undefined {
  try {
    return new Reader(text, filters).whole();
  } catch (error) {
    if (error instanceof Misread) return undefined;
    throw error;
  }
}

function renumber(logic: Logic, to: readonly (number | undefined)[]): Logic | undefined {
  if (typeof logic === "number") return to[logic - 1];
  const parts = (isAnd(logic) ? logic.and : logic.or).flatMap((part) => renumber(part, to) ?? []);
  if (parts.length < 2) return parts[0];
  return isAnd(logic) ? { and: parts } : { or: parts };
}

const isAnd = (logic: Logic): logic is { readonly and: readonly Logic[] } =>
  typeof logic === "object" && "and" in logic;

function written(logic: Logic): string {
  if (typeof logic === "number") return String(logic);
  const [parts, word] = isAnd(logic) ? [logic.and, " and "] : [logic.or, " or "];
  return parts.map((part) => (typeof part === "number" ? String(part) : `(${written(part)})`)).join(word);
}

/** The truth of a tree, given that of each filter; `undefined` means “not known yet” and is carried through. */
export function evaluate(logic: Logic, truth: (number: number) => boolean | undefined): boolean | undefined {
  if (typeof logic === "number") return truth(logic);
  const decisive = "or" in logic;
  let unknown = false;
  for (const part of decisive ? logic.or : logic.and) {
    const value = evaluate(part, truth);
    if (value === decisive) return decisive;
    unknown ||= value === undefined;
  }
  return unknown ? undefined : !decisive;
}

/** Builds something else from a tree. */
export function foldLogic<T>(
  logic: Logic,
  leaf: (number: number) => T,
  all: (parts: T[]) => T,
  any: (parts: T[]) => T,
): T {
  if (typeof logic === "number") return leaf(logic);
  if ("and" in logic) return all(logic.and.map((part) => foldLogic(part, leaf, all, any)));
  return any(logic.or.map((part) => foldLogic(part, leaf, all, any)));
}

/** Why a text cannot be read, and where; the sentences are found by these words (kernel/words.ts). */
class Misread extends Error {
  readonly what: string;
  readonly token: string;

  constructor(what: string, token = "…") {
    super(what);
    this.what = what;
    this.token = token;
  }
}

const MIXED = "“and” and “or” are mixed on one level; write parentheses, as in 1 and (2 or 3)";
const STRANGE = "this is not understood; write filter numbers, “and”, “or” and parentheses";

const MOST_DEEP = 100;
const UNCLOSED = "a “)” is missing";

const WORDS: ReadonlyMap<string, "and" | "or"> = new Map([
  ["and", "and"],
  ["or", "or"],
  ["et", "and"],
  ["ou", "or"],
]);

const TOKEN = /\s*(?:(\d+)|(and\b|or\b|et\b|ou\b)|([()])|(\S+))/giy;

class Reader {
  readonly used = new Set<number>();
  private readonly tokens: string[];
  private readonly filters: number;
  private next = 0;
  private depth = 0;

  constructor(text: string, filters: number) {
    this.filters = filters;
    this.tokens = [...text.trim().matchAll(TOKEN)].map((match) => match[0].trim().toLowerCase());
  }

  whole(): Logic {
    const logic = this.expression();
    this.end();
    return logic;
  }

  private expression(): Logic {
    const parts = [this.atom()];
    let word: string | undefined;
    for (;;) {
      const token = this.tokens[this.next] ?? "";
      const read = WORDS.get(token);
      if (!read) break;
      if (word && word !== read) throw new Misread(MIXED, token);
      word = read;
      this.next += 1;
      parts.push(this.atom());
    }
    if (!word) return parts[0] as Logic;
    return word === "and" ? { and: parts } : { or: parts };
  }

  private end(): void {
    const token = this.tokens[this.next];
    if (token === undefined) return;
    if (token === ")") throw new Misread("no “(” stands before it", token);
    if (token === "(" || /^\d/.test(token)) throw new Misread("“and” or “or” is missing before it", token);
    throw new Misread(STRANGE, token);
  }

  private atom(): Logic {
    const token = this.tokens[this.next];
    this.next += 1;
    if (token === undefined) throw new Misread("a filter number is missing at the end");
    if (token === "(") return this.group();
    if (/^\d+$/.test(token)) return this.number(Number(token));
    if (token === ")" || token === "and" || token === "or")
      throw new Misread("a filter number is missing before it", token);
    throw new Misread(STRANGE, token);
  }

  private group(): Logic {
    const open = this.next - 1;
    this.depth += 1;
    if (this.depth > MOST_DEEP) throw new Misread("the parentheses are nested more than 100 deep", "(");
    const inner = this.expression();
    this.depth -= 1;
    if (this.tokens[this.next] !== ")") throw new Misread(UNCLOSED, this.asWritten(open, this.next));
    this.next += 1;
    return inner;
  }

  /** The innermost “(” that is not closed anywhere, wherever reading stopped; none where they are too many to read. */
  unclosed(): Misread[] {
    if (this.depth > MOST_DEEP) return [];
    const open: number[] = [];
    this.tokens.forEach((token, index) => {
      if (token === "(") open.push(index);
      else if (token === ")") open.pop();
    });
    const last = open.at(-1);
    return last === undefined ? [] : [new Misread(UNCLOSED, this.asWritten(last, this.tokens.length))];
  }

  /** What stands from one place to another, to be found again in a long text. */
  private asWritten(from: number, to: number): string {
    return this.tokens
      .slice(from, to)
      .join(" ")
      .replaceAll(/(?<=\() | (?=\))/g, "")
      .slice(0, 40);
  }

  private number(value: number): Logic {
    if (value < 1 || value > this.filters)
      throw new Misread("there is no such filter", String(value).slice(0, 20));
    this.used.add(value);
    return value;
  }
}
