import type { Socket } from "node:net";
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { Fault, problem } from "#kernel/fault.ts";
import { faultOf } from "./faults.ts";
import { languageOf, PROBLEM_TYPE, problemDocument } from "./problem-document.ts";

/** Turns whatever goes wrong while a request is answered into a document that says what. */
export function answerProblems(app: FastifyInstance): void {
  app.setErrorHandler(answer);
  app.setNotFoundHandler((request) => {
    throw new Fault(
      problem("", "not.found", { kind: "route", name: `${request.method} ${request.url.slice(0, 200)}` }),
    );
  });
}

/** Also for what fails before a route is found: an address that cannot be read. */
export function answer(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  const fault = faultOf(error, request.routeOptions?.bodyLimit ?? 0);
  if (fault.status >= 500) request.log.error(error);
  void reply
    .status(fault.status)
    .type(PROBLEM_TYPE)
    .send(problemDocument(fault, languageOf(request.headers["accept-language"])));
}

/** For what is no HTTP at all: there is no request to answer, only a connection. */
export function answerConnection(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === "ECONNRESET" || !socket.writable) return void socket.destroy();
  const fault = new Fault(
    error.code === "HPE_HEADER_OVERFLOW"
      ? problem("", "input.address")
      : problem("", "input.http", { reason: error.message.replace(/^Parse Error: /, "") }),
  );
  const body = problemDocument(fault, "en");
  socket.end(
    `HTTP/1.1 ${fault.status} Bad Request\r\nContent-Type: ${PROBLEM_TYPE}\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}
