import type { FastifyInstance } from "fastify";
import { Fault, problem } from "#kernel/fault.ts";
import { MAIL_LINKS } from "./mail-links.ts";

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i;

/**
 * Until there are accounts, only this machine may ask: not under a name that somebody made point here (DNS rebinding),
 * and no page of another site in a browser. The links of mails are for everybody.
 */
export function onlyOurOwn(app: FastifyInstance): void {
  app.addHook("onRequest", (request, _, done) => {
    if (request.url.startsWith(MAIL_LINKS)) return done();
    const { host = "", origin } = request.headers;
    if (!LOOPBACK.test(host)) return done(foreign(host));
    if (origin !== undefined && origin.replace(/^https?:\/\//, "") !== host) return done(foreign(origin));
    done();
  });
}

const foreign = (host: string): Fault => new Fault(problem("", "host.foreign", { host: host.slice(0, 100) }));
