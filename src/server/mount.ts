import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { Readable } from "node:stream";
import { Fault, problem } from "#kernel/fault.ts";
import { BROWSER } from "#operations/actor.ts";
import type { AnyOperation, Context, FileText } from "#operations/define.ts";
import { inputProblems } from "#operations/input-problems.ts";
import type { Door } from "./door.ts";
import { isText, parseJson } from "./json.ts";
import { languageOf } from "./problem-document.ts";

/** What an operation is served with. */
export interface Service {
  readonly context: Context;
  /** Holds every answer against its schema; what does not fit is a failure of ours. For tests: it costs. */
  readonly checkAnswers: boolean;
  readonly door: Door;
  /** Hears what somebody has changed: the operation's noun. */
  readonly changed: (noun: string) => void;
}

/** Serves operations at their paths: what stands in the path, the query and the body is their input. */
export function mountAll(app: FastifyInstance, operations: readonly AnyOperation[], service: Service): void {
  const files = new Set<Readable>();
  app.addHook("preClose", async () => files.forEach((file) => file.destroy()));
  app.removeAllContentTypeParsers();
  void app.register(async (scope) => {
    scope.addContentTypeParser("application/json", { parseAs: "buffer" }, (_, body, done) => {
      try {
        done(null, parseJson(body as Buffer));
      } catch (error) {
        done(error as Error);
      }
    });
    for (const operation of operations.filter((one) => !one.upload)) mount(scope, operation, service, files);
  });
  void app.register(async (scope) => {
    scope.addContentTypeParser(["text/csv", "message/rfc822", "application/octet-stream"], (_, body, done) =>
      done(null, body),
    );
    for (const operation of operations.filter((one) => one.upload)) mount(scope, operation, service, files);
  });
}

function mount(
  app: FastifyInstance,
  operation: AnyOperation,
  { context, checkAnswers, door, changed }: Service,
  files: Set<Readable>,
): void {
  app.route({
    method: operation.method,
    url: operation.path,
    ...(operation.largest ? { bodyLimit: operation.largest } : {}),
    handler: async (request: FastifyRequest, reply: FastifyReply) => {
      const read = operation.input.safeParse(inputOf(request, operation), { reportInput: true });
      if (!read.success) throw new Fault(inputProblems(read.error));
      if (operation.effect !== "read") await door.opens();
      const answer = await operation.run(contextOf(request, operation, context), read.data as never);
      if (operation.effect !== "read") changed(operation.noun);
      if (operation.file) return sendFile(files, reply, operation.file, answer as FileText);
      const checked = checkAnswers ? operation.output.parse(answer) : answer;
      return reply.type("application/json; charset=utf-8").send(JSON.stringify(checked));
    },
  });
}

/** How long whoever takes a file may take nothing of it, in milliseconds. */
const PATIENCE = 60_000;

/** Sends a file as it comes. Whoever stops reading ends it, as does a server that stops. */
function sendFile(files: Set<Readable>, reply: FastifyReply, type: string, text: FileText): FastifyReply {
  const file = Readable.from(text, { objectMode: false });
  files.add(file);
  file.on("close", () => files.delete(file));
  reply.raw.setTimeout(PATIENCE, () => file.destroy());
  return reply
    .type(`${type}; charset=utf-8`)
    .header("content-disposition", "attachment")
    .header("x-content-type-options", "nosniff")
    .send(file);
}

function contextOf(request: FastifyRequest, { upload }: AnyOperation, context: Context): Context {
  const asked = {
    ...context,
    language: languageOf(request.headers["accept-language"]),
    actor: request.headers["muster-client"] === BROWSER ? BROWSER : context.actor,
  };
  return upload ? { ...asked, upload: request.body as Readable } : asked;
}

function inputOf(request: FastifyRequest, { upload, method }: AnyOperation): unknown {
  const params = texts(request.params as Record<string, string>);
  const query = texts(request.query as Record<string, string | string[]>);
  if (upload || method === "GET" || method === "DELETE") return { ...query, ...params };
  const [stray] = Object.keys(query);
  if (stray !== undefined)
    throw new Fault(problem(stray.slice(0, 100), "input.unknown", { name: stray.slice(0, 100) }));
  const { body = {} } = request;
  return typeof body === "object" && body !== null && !Array.isArray(body) ? { ...body, ...params } : body;
}

/** Percent signs can write what JSON cannot: a NUL. */
function texts<T extends Record<string, string | string[]>>(given: T): T {
  for (const [name, value] of Object.entries(given))
    if (![value].flat().every(isText) || !isText(name))
      throw new Fault(problem(name.slice(0, 100), "input.text"));
  return given;
}
