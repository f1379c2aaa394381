import type { Readable } from "node:stream";
import { z } from "zod";
import type { Code, Language } from "#kernel/fault.ts";
import type { Engine } from "#engine/engine.ts";
import type { Intake } from "#engine/intake.ts";
import type { Scheduler } from "#engine/scheduler.ts";
import type { PostOffice } from "#mail/post-office.ts";

/** What an operation works with. */
export interface Context {
  readonly engine: Engine;
  readonly intake: Intake;
  readonly scheduler: Scheduler;
  readonly post: PostOffice;
  /** Who asks. */
  readonly actor: string;
  /** Where Muster keeps files of its own. */
  readonly home: string;
  /** What the answer's sentences are in; English when left out. */
  readonly language?: Language;
  /** The body of an operation that takes an upload. */
  readonly upload?: Readable;
}

/** What an answer is read with: its sentences are in the language of whoever asks. */
export type Reading = Pick<Context, "engine" | "language">;

/**
 * One thing a client can ask. Its route, its command, its schema and its documentation come out of this.
 *
 * A client names what it means by `noun` and `verb` in a shell (`muster campaign run`), by `method` and `path` over HTTP.
 */
export interface Operation<
  I extends z.ZodObject = z.ZodObject,
  O extends z.ZodType = z.ZodType,
  Id extends string = string,
> {
  readonly id: Id;
  readonly noun: string;
  readonly verb: string;
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** With `:name` for what stands in the path. */
  readonly path: string;
  /** One sentence. */
  readonly summary: string;
  /** `destroy` cannot be taken back. */
  readonly effect: "read" | "write" | "destroy";
  readonly input: I;
  readonly output: O;
  /** Problems it may answer with, besides those of its input's form. */
  readonly errors?: readonly Code[];
  /** The body is a stream of bytes, the rest of the input stands in the query. */
  readonly upload?: boolean;
  /** The answer is a file of this type, which comes piece by piece: its `output` is a {@link FileText}. */
  readonly file?: "text/csv";
  /** The largest body in bytes; 1 MB when left out. */
  readonly largest?: number;
  /** The work goes on after the answer. */
  readonly goesOn?: GoesOn;
  /**
   * What a shell shows of the answer, where all that it says would not be read: sentences, or a smaller answer, which is
   * shown as any other. `--json` gives the answer as it is.
   */
  shown?(answer: z.output<O>, how: Showing): unknown;
  run(context: Context, input: z.output<I>): Promise<z.output<O>>;
}

/** What is shown, for whom. */
export interface Showing {
  readonly language: Language;
  /** An instant as this instance writes it. */
  readonly instant: (iso: string) => string;
}

/** How to follow work that goes on: ask another operation, whose answer has `state` and `done` (0 to 1), until it is over. */
export interface GoesOn {
  /** The operation to ask, and which of its inputs takes the `id` of the first answer. */
  readonly show: string;
  readonly as: string;
  /** The states in which it is not over. */
  readonly while: readonly string[];
  /** With this input it does not begin now. */
  readonly unless?: string;
}

/** The text of a file as it comes; what cannot be read is told before the first piece. */
export const fileText = z.custom<AsyncIterable<string>>();
export type FileText = z.infer<typeof fileText>;

export const defineOperation = <I extends z.ZodObject, O extends z.ZodType, const Id extends string>(
  operation: Operation<I, O, Id>,
): Operation<I, O, Id> => operation;

/** Any operation, for those who handle them all alike. */
export interface AnyOperation extends Omit<Operation, "run" | "shown"> {
  shown?(answer: never, how: Showing): unknown;
  run(context: Context, input: never): Promise<unknown>;
}

/** The parts of a path that are filled in. */
export const pathNames = (path: string): string[] =>
  [...path.matchAll(/:(\w+)/g)].map((match) => match[1] as string);
