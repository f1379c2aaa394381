import { routes } from "virtual:operations";
import type { z } from "zod";
import type { OperationId, OperationOf } from "#operations/index.ts";
import { language } from "./language.ts";
import { asked } from "./unanswered.ts";

export type { OperationId };

/** What an operation takes, and what it answers: from its own schema. */
export type Input<Id extends OperationId> = z.input<OperationOf<Id>["input"]>;
export type Output<Id extends OperationId> = z.output<OperationOf<Id>["output"]>;

/** One thing that was wrong, with its place in what was sent: `people[0].email`. */
export interface PlacedProblem {
  readonly path: string;
  readonly code: string;
  readonly message: string;
  readonly args?: Readonly<Record<string, string | number>>;
  /** What has to be mended first, where it is something else. */
  readonly cause?:
    | {
        readonly kind: "campaign" | "smart list" | "email" | "program" | "channel";
        readonly id: number;
        readonly name: string;
      }
    | undefined;
}

/** Muster refused, or could not be reached. The message is a sentence in the reader's language. */
export class Problem extends Error {
  readonly code: string;
  readonly status: number;
  readonly problems: readonly PlacedProblem[];
  /** What was asked. */
  operation?: OperationId;

  constructor(code: string, status: number, message: string, problems: readonly PlacedProblem[] = []) {
    super(message);
    this.name = "Problem";
    this.code = code;
    this.status = status;
    this.problems = problems;
  }

  /** The sentences about one place in what was sent, and what is inside it. */
  about(path: string): string | undefined {
    const found = this.problems.filter(
      (one) => one.path === path || one.path.startsWith(`${path}.`) || one.path.startsWith(`${path}[`),
    );
    return found.length > 0 ? found.map((one) => one.message).join(" ") : undefined;
  }
}

/** Are told of each operation that was done. */
export const whenDone = new Set<(id: OperationId) => void>();

/**
 * Asks an operation.
 *
 * @throws Problem in the words of Muster
 */
export async function call<Id extends OperationId>(
  id: Id,
  input: Input<Id>,
  signal?: AbortSignal,
): Promise<Output<Id>> {
  try {
    const answer = await ask(id, input, signal);
    for (const tell of whenDone) tell(id);
    return answer;
  } catch (error) {
    if (error instanceof Problem) error.operation = id;
    throw error;
  }
}

async function ask<Id extends OperationId>(
  id: Id,
  input: Input<Id>,
  signal?: AbortSignal,
): Promise<Output<Id>> {
  const { url, ...request } = requestOf(id, input);
  return send(id, url, request, signal);
}

async function send<Id extends OperationId>(
  id: Id,
  url: string,
  request: RequestInit,
  signal?: AbortSignal,
): Promise<Output<Id>> {
  const answered = routes[id as OperationId][3] === "read" ? undefined : asked(id);
  try {
    const response = await fetch(url, { ...request, ...(signal ? { signal } : {}) }).catch(
      (error: unknown) => {
        throw signal?.aborted ? error : new Problem("unreachable", 0, UNREACHABLE[language()]);
      },
    );
    if (!response.ok) throw await problemOf(response);
    return (await response.json()) as Output<Id>;
  } finally {
    answered?.();
  }
}

/** What every question says: in which language it is answered, and that somebody asks it in these pages. */
const own = () => ({ "accept-language": language(), "muster-client": "browser" });

/** An operation that takes a file. */
export type UploadId = "check-import" | "import-people" | "preview-import";

/**
 * Gives a file to an operation; the rest of its input stands in the address.
 *
 * @throws Problem in the words of Muster
 */
export async function upload<Id extends UploadId>(
  id: Id,
  input: Input<Id>,
  file: Blob,
  signal?: AbortSignal,
): Promise<Output<Id>> {
  const [method, path] = routes[id as OperationId];
  const headers = { ...own(), "content-type": "application/octet-stream" };
  const url = path + queryOf(input as Record<string, unknown>);
  return send(id, url, { method, headers, body: file }, signal);
}

interface Request {
  readonly url: string;
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body?: string;
}

function requestOf(id: OperationId, input: Record<string, unknown>): Request {
  const [method, path] = routes[id];
  const rest = { ...input };
  const place = path.replaceAll(/:(\w+)/g, (_: string, name: string) => {
    const { [name]: value } = rest;
    delete rest[name];
    return encodeURIComponent(String(value));
  });
  const headers: Record<string, string> = own();
  if (method === "GET" || method === "DELETE") return { url: place + queryOf(rest), method, headers };
  return {
    url: place,
    method,
    headers: { ...headers, "content-type": "application/json" },
    body: JSON.stringify(rest),
  };
}

/** Where a GET operation is, with its input: for downloads. */
export const addressOf = <Id extends OperationId>(id: Id, input: Input<Id>): string =>
  requestOf(id, input).url;

function queryOf(values: Record<string, unknown>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values))
    for (const one of [value].flat() as (string | number | boolean | null | undefined)[])
      if (one !== undefined && one !== null) query.append(name, String(one));
  return query.size > 0 ? `?${query}` : "";
}

async function problemOf(response: Response): Promise<Problem> {
  try {
    const { code, title, problems } = (await response.json()) as {
      code: string;
      title: string;
      problems: PlacedProblem[];
    };
    return new Problem(code, response.status, title, problems);
  } catch {
    return new Problem("unreachable", response.status, UNREACHABLE[language()]);
  }
}

const UNREACHABLE = {
  en: "Muster cannot be reached just now; it is tried again.",
  fr: "Muster est injoignable pour le moment ; une nouvelle tentative suit.",
};
