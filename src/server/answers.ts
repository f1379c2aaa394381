import type { FastifyError, FastifyInstance, FastifyRequest } from "fastify";
import { Fault, problem, sentence, type Problem } from "#kernel/fault.ts";
import { messages } from "#kernel/messages.ts";
import { parseJson } from "./json.ts";

type Language = "en" | "fr";

const languageOf = ({ headers }: FastifyRequest): Language => (/^fr\b/i.test(headers["accept-language"] ?? "") ? "fr" : "en");

/** An answer that says what was wrong (RFC 9457). */
function document(problems: readonly Problem[], language: Language): object {
  const [first] = problems;
  const { status } = messages[first?.code ?? "internal"];
  return {
    type: `urn:muster:problem:${first?.code ?? "internal"}`,
    title: first ? sentence(first, language) : "",
    status,
    code: first?.code,
    detail: problems.map((one) => (one.path ? `${one.path}: ` : "") + sentence(one, language)).join(" "),
    problems: problems.map((one) => ({ path: one.path, code: one.code, message: sentence(one, language), ...(one.args ? { args: one.args } : {}) })),
  };
}

/** Turns whatever goes wrong into such an answer. */
export function answerProblems(app: FastifyInstance): void {
  app.removeContentTypeParser("application/json");
  app.addContentTypeParser("application/json", { parseAs: "buffer" }, async (_: FastifyRequest, body: Buffer) => parseJson(body));
  app.removeContentTypeParser("text/plain");
  for (const type of ["text/csv", "application/octet-stream"]) app.addContentTypeParser(type, async (_: FastifyRequest, body: unknown) => body);
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const fault = faultOf(error);
    if (fault.status >= 500) request.log.error(error);
    void reply
      .status(fault.status)
      .type("application/problem+json; charset=utf-8")
      .send(JSON.stringify(document(fault.problems, languageOf(request))));
  });
  app.setNotFoundHandler((request) => {
    throw new Fault(problem("", "not.found", { kind: "route", name: `${request.method} ${request.url.slice(0, 200)}` }));
  });
}

function faultOf(error: FastifyError): Fault {
  if (error instanceof Fault) return error;
  const cause = { cause: error };
  switch (error.code) {
    case "FST_ERR_CTP_BODY_TOO_LARGE":
      return new Fault(problem("", "input.tooLarge", { limit: "the body's largest size" }), cause);
    case "FST_ERR_CTP_INVALID_MEDIA_TYPE":
      return new Fault(problem("", "input.invalid", { reason: "Send JSON, with the header Content-Type: application/json." }), cause);
    case "57014":
      return new Fault(problem("", "input.invalid", { reason: "This takes too long and was given up; ask for less." }), cause);
  }
  if (error.statusCode && error.statusCode < 500) return new Fault(problem("", "input.invalid", { reason: error.message }), cause);
  if (/^(08|57P|ECONN)/.test(error.code ?? "")) return new Fault(problem("", "database.unavailable"), cause);
  return new Fault(problem("", "internal"), cause);
}

/**
 * Until there are accounts, only this machine may ask: not a name that somebody made point here (DNS rebinding), and no
 * page of another site in a browser.
 */
export function onlyOurOwn(app: FastifyInstance): void {
  app.addHook("onRequest", async (request) => {
    const host = (request.headers.host ?? "").replace(/:\d+$/, "");
    if (!/^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(host)) throw new Fault(problem("", "host.foreign", { host: host.slice(0, 100) }));
    const { origin } = request.headers;
    if (origin !== undefined && origin.replace(/^https?:\/\//, "") !== request.headers.host)
      throw new Fault(problem("", "host.foreign", { host: origin.slice(0, 100) }));
  });
}
