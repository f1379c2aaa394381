import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { WebFile, WebFiles } from "./files.ts";

const YEAR = "public, max-age=31536000, immutable";

/** Addresses that are not the pages'. */
const OTHERS = /^\/(api|m|mailbox|healthz)(\/|$|\?)/;

/** Serves the built pages: files under names that change with them, and the one page for every other address a browser opens. */
export function serveWeb(app: FastifyInstance, { files, index, policy }: WebFiles): void {
  for (const [path, file] of files)
    app.get(path, (request, reply) => send(request, reply.header("cache-control", YEAR), file));
  const page = (request: FastifyRequest, reply: FastifyReply): FastifyReply =>
    send(
      request,
      reply
        .header("cache-control", "no-cache")
        .header("content-security-policy", policy)
        .header("referrer-policy", "same-origin"),
      index,
    );
  app.get("/", page);
  app.addHook("onRequest", (request, reply, done) => {
    if (!opensPage(request)) return done();
    page(request, reply);
  });
}

/** A browser that opens an address no route has. */
const opensPage = ({ method, url, headers, is404 }: FastifyRequest): boolean =>
  is404 && method === "GET" && !OTHERS.test(url) && (headers.accept ?? "").includes("text/html");

function send(
  { headers }: FastifyRequest,
  reply: FastifyReply,
  { type, body, brotli, gzip }: WebFile,
): FastifyReply {
  const accepted = headers["accept-encoding"] ?? "";
  void reply.type(type).header("vary", "accept-encoding").header("x-content-type-options", "nosniff");
  if (brotli && /\bbr\b/.test(accepted)) return reply.header("content-encoding", "br").send(brotli);
  if (gzip && /\bgzip\b/.test(accepted)) return reply.header("content-encoding", "gzip").send(gzip);
  return reply.send(body);
}
