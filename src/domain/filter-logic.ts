import { problem, type Problem } from "#kernel/fault.ts";

/** How the filters of a smart list are combined: a tree over their 1-based numbers. */
export type Logic = number | { readonly and: readonly Logic[] } | { readonly or: readonly Logic[] };

export type Match = "all" | "any" | "advanced";

/** How a list with this many filters is combined; the text counts only when `match` is “advanced”. */
export function logicOf(match: Match, text: string | undefined, filters: number): Logic {
  const numbers = Array.from({ length: filters }, (_, index) => index + 1);
  if (match === "any") return { or: numbers };
  if (match === "all") return { and: numbers };
  const parsed = parseLogic(text ?? "", filters);
  return "logic" in parsed ? parsed.logic : { or: [] };
}

/** `1 and 2 and 3`: what ADVANCED starts with. */
export const defaultLogic = (filters: number): string =>
  Array.from({ length: filters }, (_, index) => index + 1).join(" and ");

/**
 * Reads advanced logic such as `1 and (2 or 3)`. One level never mixes “and” with “or”, so there is no precedence to
 * know; every filter must be used. (Behaviour §2.3.)
 */
export function parseLogic(
  text: string,
  filters: number,
  path = "",
): { logic: Logic } | { problems: Problem[] } {
  const reader = new Reader(text, filters);
  try {
    const logic = reader.expression();
    reader.end();
    const unused = Array.from({ length: filters }, (_, index) => index + 1).filter(
      (n) => !reader.used.has(n),
    );
    if (unused.length === 0) return { logic };
    return { problems: unused.map((number) => problem(path, "logic.unusedFilter", { number })) };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { problems: [problem(path, "logic.syntax", { reason: error.message })] };
  }
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

const TOKEN = /\s*(?:(\d+)|(and\b|or\b)|([()])|(\S+))/giy;

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

  expression(): Logic {
    const parts = [this.atom()];
    let word: string | undefined;
    for (
      let token = this.tokens[this.next];
      token === "and" || token === "or";
      token = this.tokens[this.next]
    ) {
      if (word && word !== token)
        throw new SyntaxError(
          "“and” and “or” are mixed on one level: write parentheses, as in 1 and (2 or 3).",
        );
      word = token;
      this.next += 1;
      parts.push(this.atom());
    }
    if (!word) return parts[0] as Logic;
    return word === "and" ? { and: parts } : { or: parts };
  }

  end(): void {
    const token = this.tokens[this.next];
    if (token === undefined) return;
    if (token === ")") throw new SyntaxError("There is a “)” too many.");
    if (token === "(" || /^\d/.test(token))
      throw new SyntaxError(`“and” or “or” is missing before “${token}”.`);
    throw new SyntaxError(`“${token}” is not understood: write filter numbers, “and”, “or” and parentheses.`);
  }

  private atom(): Logic {
    const token = this.tokens[this.next];
    this.next += 1;
    if (token === undefined) throw new SyntaxError("The logic ends too early: a filter number is missing.");
    if (token === "(") return this.group();
    if (/^\d+$/.test(token)) return this.number(Number(token));
    if (token === ")") throw new SyntaxError("A filter number is missing before “)”.");
    if (token === "and" || token === "or")
      throw new SyntaxError(`A filter number is missing before “${token}”.`);
    throw new SyntaxError(`“${token}” is not understood: write filter numbers, “and”, “or” and parentheses.`);
  }

  private group(): Logic {
    this.depth += 1;
    if (this.depth > 100) throw new SyntaxError("The parentheses are nested more than 100 deep.");
    const inner = this.expression();
    this.depth -= 1;
    if (this.tokens[this.next] !== ")") throw new SyntaxError("A “)” is missing.");
    this.next += 1;
    return inner;
  }

  private number(value: number): Logic {
    if (value < 1 || value > this.filters)
      throw new SyntaxError(`There is no filter ${value}; there are ${this.filters}.`);
    this.used.add(value);
    return value;
  }
}
