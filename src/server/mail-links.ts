import type { FastifyInstance, FastifyRequest } from "fastify";
import { Fault, problem } from "#kernel/fault.ts";
import { escapeHtml } from "#kernel/html.ts";
import { readSecret } from "#store/secret.ts";
import type { MailLink } from "#mail/tracking.ts";
import { calendarFeed, FEED } from "#operations/calendar/feed.ts";
import { whoseFeed } from "#operations/calendar/feed-file.ts";
import type { Context } from "#operations/define.ts";
import { followLink, noteOpened, unsubscribe, type Reader } from "#operations/mail/follow.ts";
import { readMail } from "#operations/mail/read-mail.ts";
import type { Door } from "./door.ts";
import { answerWithPage, HTML, page } from "./page.ts";
import { languageOf } from "./problem-document.ts";

/** Where the links of mails lead: the only addresses that are for everybody. */
export const MAIL_LINKS = "/m/";

const PIXEL = Buffer.from("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7", "base64");

interface Route {
  Params: { letter: string; token: string };
}

/** Serves the links of mails: clicks, opens, unsubscribing, the mail as a page. */
export function serveMailLinks(app: FastifyInstance, context: Context, door: Door): void {
  void app.register(async (scope) => {
    scope.setErrorHandler(answerWithPage);
    scope.addContentTypeParser("*", { bodyLimit: 10_000 }, (_, body, done) => {
      body.resume().on("end", () => done(null));
    });
    scope.route<Route>({
      method: ["GET", "HEAD"],
      url: "/m/:letter/:token",
      handler: async (request, reply) => {
        const link = linkOf(context, request);
        const note = request.method === "GET" && !isAhead(request);
        if (note) await door.opens();
        void reply.header("cache-control", "no-store").header("referrer-policy", "no-referrer");
        switch (link.kind) {
          case "open":
            if (note) await noteOpened(context, keyOf(link), readerOf(request)).catch(notThere);
            return reply.type("image/gif").send(PIXEL);
          case "click":
            return reply.redirect(
              await followLink(context, keyOf(link), link.link, note ? readerOf(request) : undefined),
              302,
            );
          case "view": {
            const { html, text } = context.post.shown((await readMail(context.engine, keyOf(link))).mail);
            return reply
              .header("content-security-policy", "sandbox allow-popups allow-popups-to-escape-sandbox")
              .type(HTML)
              .send(html ?? `<pre style="white-space:pre-wrap">${escapeHtml(text)}</pre>`);
          }
          case "unsubscribe":
            return reply
              .header(
                "content-security-policy",
                "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
              )
              .type(HTML)
              .send(question(request, link.address ?? ""));
        }
      },
    });
    scope.get<{ Params: { file: string } }>(`${FEED}:file`, async (request, reply) => {
      const whose = whoseFeed(await readSecret(context.engine.db, "calendar"), request.params.file);
      if (whose === undefined) throw new Fault(problem("", "mail.link"));
      return reply
        .header("cache-control", "no-store")
        .type("text/calendar; charset=utf-8")
        .send(await calendarFeed(context, whose));
    });
    scope.post<Route>("/m/:letter/:token", async (request, reply) => {
      const link = linkOf(context, request);
      if (link.kind !== "unsubscribe") throw new Fault(problem("", "mail.link"));
      await door.opens();
      await unsubscribe(context, keyOf(link), readerOf(request), link.address);
      return reply.type(HTML).send(answer(request));
    });
  });
}

function linkOf({ post }: Context, request: FastifyRequest<Route>): MailLink {
  const link = post.tracking.read(request.params.letter, request.params.token);
  if (!link) throw new Fault(problem("", "mail.link"));
  return link;
}

const keyOf = ({ shard, delivery }: MailLink): { shard: number; id: number } => ({ shard, id: delivery });

/** A program that only looks at what a link would show, before anybody clicked. */
const isAhead = ({ headers }: FastifyRequest): boolean =>
  /prefetch|preview/i.test(`${String(headers["purpose"] ?? "")} ${String(headers["sec-purpose"] ?? "")}`);

const readerOf = ({ headers, ip }: FastifyRequest): Reader => ({
  userAgent: headers["user-agent"] ?? "",
  address: ip,
  referrer: headers.referer ?? "",
});

/** A picture is shown also for a mail that is gone. */
function notThere(error: unknown): void {
  if (!(error instanceof Fault) || error.code !== "mail.link") throw error;
}

const SAYS = {
  en: {
    title: "Unsubscribe",
    ask: "Do you want no more marketing mail at this address?",
    yes: "Unsubscribe",
    done: "You are unsubscribed",
    thanks: "You will get no more marketing mail from us at this address.",
  },
  fr: {
    title: "Se désabonner",
    ask: "Ne souhaitez-vous plus recevoir d’e-mails marketing à cette adresse ?",
    yes: "Se désabonner",
    done: "Vous êtes désabonné",
    thanks: "Vous ne recevrez plus d’e-mails marketing de notre part à cette adresse.",
  },
} as const;

function question(request: FastifyRequest, address: string): string {
  const language = languageOf(request.headers["accept-language"]);
  const says = SAYS[language];
  return page({
    language,
    title: says.title,
    body: `<main class="card"><h1>${says.title}</h1><p>${says.ask}</p><p><strong>${escapeHtml(address)}</strong></p>
      <form method="post"><button>${says.yes}</button></form></main>`,
  });
}

function answer(request: FastifyRequest): string {
  const language = languageOf(request.headers["accept-language"]);
  const says = SAYS[language];
  return page({
    language,
    title: says.done,
    body: `<main class="card"><h1>${says.done}</h1><p>${says.thanks}</p></main>`,
  });
}
