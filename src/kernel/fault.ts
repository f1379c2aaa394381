import { unbroken } from "./french.ts";
import { messages, type Code } from "./messages.ts";
import { inFrench } from "./words.ts";

export type { Code } from "./messages.ts";

/** The languages Muster speaks. */
export type Language = "en" | "fr";

/** What a sentence names, in both languages; or as whoever asked wrote it. */
export type Said = Readonly<Record<Language, string>>;
export type Argument = string | number | Said;

/** Something that has to be mended elsewhere: what it is called, and its number. */
export interface Cause {
  readonly kind: "campaign" | "smart list" | "email" | "program" | "channel";
  readonly id: number;
  readonly name: string;
}

/**
 * An expected problem with what somebody gave us, as a value: where it is,
 * what it is, and what the sentence about it needs.
 *
 * @property path where in the input, as `rules.filters[2].values[0]`; empty for the whole
 * @property cause what else it lies in, where it does not lie in what was given
 */
export interface Problem {
  readonly path: string;
  readonly code: Code;
  readonly args?: Readonly<Record<string, Argument>>;
  readonly cause?: Cause;
}

export const problem = (path: string, code: Code, args?: Problem["args"]): Problem =>
  args ? { path, code, args } : { path, code };

/** A problem that lies in something else: who reads it is led there. */
export const causedBy = (kind: Cause["kind"], { id, name }: Omit<Cause, "kind">, one: Problem): Problem => ({
  ...one,
  cause: { kind, id, name },
});

/** The sentence of a problem, with its cure, in English or French. */
export function sentence(about: Pick<Problem, "code" | "args">, language: Language = "en"): string {
  const said = messages[about.code][language];
  return (language === "fr" ? unbroken(said) : said).replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = about.args?.[name] ?? "";
    if (typeof value === "object") return value[language];
    return language === "fr" ? inFrench(name, String(value)) : String(value);
  });
}

/** The arguments for who reads the code rather than the sentence: in English, whatever the language. */
export const plainArguments = (args: NonNullable<Problem["args"]>): Record<string, string | number> =>
  Object.fromEntries(
    Object.entries(args).map(([name, value]) => [name, typeof value === "object" ? value.en : value]),
  );

/** What an operation throws when it cannot do what it was asked. */
export class Fault extends Error {
  readonly code: Code;
  readonly problems: readonly Problem[];

  constructor(problems: Problem | readonly Problem[], options?: ErrorOptions) {
    const list = Array.isArray(problems) ? (problems as readonly Problem[]) : [problems as Problem];
    super(list.map((one) => (one.path ? `${one.path}: ` : "") + sentence(one)).join(" "), options);
    this.name = "Fault";
    this.problems = list;
    this.code = list[0]?.code ?? "internal";
  }

  get status(): number {
    return messages[this.code].status;
  }
}
