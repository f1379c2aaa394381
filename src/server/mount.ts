import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Readable } from "node:stream";
import { Fault } from "#kernel/fault.ts";
import type { AnyOperation, Context } from "#operations/define.ts";
import { inputProblems } from "#operations/input-problems.ts";

/** Serves an operation at its path: what stands in the path, the query and the body is its input. */
export function mount(app: FastifyInstance, operation: AnyOperation, context: Context): void {
  app.route({
    method: operation.method,
    url: operation.path,
    ...(operation.largest ? { bodyLimit: operation.largest } : {}),
    handler: async (request: FastifyRequest, reply: FastifyReply) => {
      const read = operation.input.safeParse(inputOf(request, operation));
      if (!read.success) throw new Fault(inputProblems(read.error));
      const upload = operation.upload ? { upload: request.body as Readable } : {};
      const answer = await operation.run({ ...context, ...upload }, read.data as never);
      return reply.type("application/json; charset=utf-8").send(JSON.stringify(answer));
    },
  });
}

function inputOf({ params, query, body }: FastifyRequest, { upload }: AnyOperation): unknown {
  if (upload || body === undefined || body === null) return { ...(query as object), ...(params as object) };
  if (typeof body !== "object" || Array.isArray(body)) return body;
  return { ...(query as object), ...body, ...(params as object) };
}
