import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { Readable } from "node:stream";
import { pathNames, type AnyOperation } from "#operations/define.ts";
import { Usage, type Asked } from "./command.ts";
import { flagsOf } from "./flags.ts";
import { languageOf, type Terminal } from "./terminal.ts";
import { SAYS, Told } from "./words.ts";

const serverOf = ({ MUSTER_URL, PORT }: NodeJS.ProcessEnv): string =>
  (MUSTER_URL || `http://127.0.0.1:${PORT || "3000"}`).replace(/\/$/, "");

/** The server has refused it, for the reasons in its sentences. */
export class Refused extends Error {
  /** What it answered, as RFC 9457 has it. */
  readonly answer: unknown;

  constructor(message: string, answer: unknown) {
    super(message);
    this.answer = answer;
  }
}

/** Asks the running server. @throws Refused with the sentences of what it refused, one a line */
export async function ask(
  operation: AnyOperation,
  { input, file }: Asked,
  terminal: Terminal,
): Promise<unknown> {
  const server = serverOf(terminal.env);
  const url = new URL(
    server + operation.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(input[name]))),
  );
  const rest = Object.fromEntries(
    Object.entries(input).filter(([name]) => !pathNames(operation.path).includes(name)),
  );
  const inQuery = operation.method === "GET" || operation.method === "DELETE" || operation.upload === true;
  if (inQuery)
    for (const [name, value] of Object.entries(rest))
      for (const one of [value].flat())
        url.searchParams.append(name, typeof one === "string" ? one : JSON.stringify(one));
  const body = operation.upload
    ? await upload(file ?? "-", terminal)
    : inQuery
      ? {}
      : { headers: { "content-type": "application/json" }, body: JSON.stringify(rest) };
  const response = await fetch(url, {
    method: operation.method,
    ...body,
    headers: { "accept-language": languageOf(terminal.env), ...body.headers },
  }).catch((error: Error) => {
    const { message } = (error.cause as Error | undefined) ?? error;
    throw new Told(SAYS.noServer(server, message), { cause: error });
  });
  if (response.ok && operation.file) return printFile(response.body, terminal);
  const answer = await response.json().catch((cause: Error) => {
    throw new Told(SAYS.otherServer(server), { cause });
  });
  if (response.ok) return answer;
  throw refusal(operation, answer as Problems, response.statusText);
}

interface Problems {
  readonly title?: string;
  readonly problems?: readonly { readonly path: string; readonly message: string }[];
}

function refusal(operation: AnyOperation, answer: Problems, status: string): Refused {
  const { problems = [], title } = answer;
  const sentences = problems
    .map(({ path, message }) => (path ? `${typedAs(operation, path)}: ${message}` : message))
    .join("\n");
  return new Refused(sentences || title || status, answer);
}

/** What a problem is about, as it was typed: a flag, or what stands in its place. */
function typedAs(operation: AnyOperation, path: string): string {
  const flag = flagsOf(operation).find(({ name }) => name === path);
  return flag ? `--${flag.option}` : path;
}

interface Body {
  readonly headers?: Record<string, string>;
  readonly body?: ReadableStream | string;
  readonly duplex?: "half";
}

/** As fast as whoever reads it takes it. */
async function printFile(body: ReadableStream<Uint8Array> | null, terminal: Terminal): Promise<void> {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  for await (const piece of body ?? []) {
    terminal.out(decoder.decode(piece, { stream: true }));
    await terminal.drained?.();
  }
}

async function upload(file: string, terminal: Terminal): Promise<Body> {
  if (file !== "-") {
    const found = await stat(file).catch(() => undefined);
    if (!found?.isFile()) throw new Usage(SAYS.noFile(file));
  }
  const stream = file === "-" ? terminal.input : createReadStream(file);
  return {
    headers: { "content-type": "application/octet-stream" },
    body: Readable.toWeb(stream) as ReadableStream,
    duplex: "half",
  };
}
