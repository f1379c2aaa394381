import type { FastifyInstance, FastifyRequest } from "fastify";
import type { z } from "zod";
import { Fault, problem } from "#kernel/fault.ts";
import { escapeHtml } from "#kernel/html.ts";
import type { Context } from "#operations/define.ts";
import { listMails, type MailSummary } from "#operations/mail/list-mails.ts";
import { readMail } from "#operations/mail/read-mail.ts";
import { showMail } from "#operations/mail/show-mail.ts";
import { answerWithPage, HTML, page } from "./page.ts";
import { languageOf } from "./problem-document.ts";

const SAYS = {
  en: {
    title: "Mailbox",
    server: "Mails go to the server of SMTP_URL.",
    none: "No server is set (SMTP_URL): every mail stays here, and its links work.",
    empty: "No mail yet. It appears here as soon as a campaign sends one.",
    columns: { date: "Date", to: "To", subject: "E-mail", campaign: "Campaign", state: "State" },
    older: "Older mails",
    back: "All mails",
    from: "From",
    reply: "Reply to",
    links: "Links",
    text: "Plain text",
    source: "Source",
    noHtml: "This mail is plain text.",
    states: {
      queued: "queued",
      accepted: "delivered",
      delivered: "delivered",
      bounced: "bounced",
      "given up": "given up",
      stopped: "stopped",
    },
  },
  fr: {
    title: "Boîte aux lettres",
    server: "Les e-mails partent par le serveur de SMTP_URL.",
    none: "Aucun serveur n’est réglé (SMTP_URL) : chaque e-mail reste ici, et ses liens fonctionnent.",
    empty: "Aucun e-mail pour l’instant. Il apparaît ici dès qu’une campagne en envoie un.",
    columns: { date: "Date", to: "À", subject: "E-mail", campaign: "Campagne", state: "État" },
    older: "E-mails plus anciens",
    back: "Tous les e-mails",
    from: "De",
    reply: "Répondre à",
    links: "Liens",
    text: "Texte brut",
    source: "Source",
    noHtml: "Cet e-mail est en texte brut.",
    states: {
      queued: "en attente",
      accepted: "remis",
      delivered: "remis",
      bounced: "rejeté",
      "given up": "abandonné",
      stopped: "arrêté",
    },
  },
} as const;

type Says = (typeof SAYS)["en" | "fr"];

/**
 * The built-in mailbox: every mail, as its reader sees it and as a server takes it.
 *
 * @param viaSmtp mails go to people by a server: who looks at one here is not its reader
 */
export function serveMailbox(app: FastifyInstance, context: Context, viaSmtp: boolean): void {
  void app.register(async (scope) => {
    scope.setErrorHandler(answerWithPage);
    scope.get<{ Querystring: { before?: string } }>("/mailbox", async (request, reply) => {
      const language = languageOf(request.headers["accept-language"]);
      const before = /^\d{1,15}$/.exec(request.query.before ?? "")?.[0];
      const input = listMails.input.parse({ limit: 50, ...(before ? { before } : {}) });
      const { mails, next } = await listMails.run(context, input);
      const body = listBody(mails, next, SAYS[language], viaSmtp, datesOf(context, request));
      return reply.type(HTML).send(page({ language, title: SAYS[language].title, body }));
    });
    scope.get<{ Params: { mail: string } }>("/mailbox/:mail", async (request, reply) => {
      const language = languageOf(request.headers["accept-language"]);
      const { success, data } = showMail.input.safeParse(request.params);
      if (!success) throw new Fault(problem("", "mail.link"));
      const mail = await showMail.run(context, data);
      const { mail: written } = await readMail(context.engine, { shard: 0, id: data.mail });
      const { html } = context.post.shown(viaSmtp ? { ...written, kind: "test" } : written);
      const body = mailBody({ ...mail, html: html ?? null }, SAYS[language], datesOf(context, request));
      return reply.type(HTML).send(page({ language, title: mail.subject, body }));
    });
  });
}

function listBody(
  mails: readonly MailSummary[],
  next: number | null,
  says: Says,
  viaSmtp: boolean,
  dates: Intl.DateTimeFormat,
): string {
  const { columns } = says;
  const zone = dates.resolvedOptions().timeZone;
  const rows = mails.map((mail) => row(mail, says, dates)).join("");
  const table = `<table><thead><tr><th>${columns.date} (${escapeHtml(zone)})</th><th>${columns.to}</th><th>${columns.subject}</th><th class="wide">${columns.campaign}</th><th>${columns.state}</th></tr></thead><tbody>${rows}</tbody></table>`;
  const more = next ? `<p class="more"><a href="/mailbox?before=${next}">${says.older} →</a></p>` : "";
  return `<main><h1>${says.title}</h1><p class="soft">${viaSmtp ? says.server : says.none}</p>${mails.length > 0 ? table + more : `<p class="empty">${says.empty}</p>`}</main>`;
}

const row = (mail: MailSummary, says: Says, dates: Intl.DateTimeFormat): string => `<tr>
  <td class="date">${dates.format(new Date(mail.createdOn))}</td><td class="to">${escapeHtml(mail.to)}</td>
  <td class="name"><a href="/mailbox/${mail.id}">${escapeHtml(mail.email)}</a></td><td class="wide">${escapeHtml(mail.campaign ?? "")}</td>
  <td class="how">${state(mail, says)}</td></tr>`;

const state = ({ state: is }: MailSummary, says: Says): string =>
  `<span class="state ${is === "accepted" ? "delivered" : is.replace(" ", "-")}">${says.states[is]}</span>`;

function mailBody(mail: z.infer<typeof showMail.output>, says: Says, dates: Intl.DateTimeFormat): string {
  const line = (name: string, value: string): string => (value ? `<dt>${name}</dt><dd>${value}</dd>` : "");
  const links = mail.links
    .map(({ address, target }) => `<li><a href="${escapeHtml(address)}">${escapeHtml(target)}</a></li>`)
    .join("");
  const shown = mail.html
    ? `<iframe title="${escapeHtml(mail.subject)}" sandbox="allow-popups allow-popups-to-escape-sandbox" srcdoc="${escapeHtml(`<base target="_blank">${mail.html}`)}"></iframe>`
    : `<p class="soft">${says.noHtml}</p>`;
  return `<main><p><a href="/mailbox">← ${says.back}</a></p><h1>${escapeHtml(mail.subject)}</h1>
    <dl>${line(says.from, escapeHtml(mail.from))}${line(says.columns.to, escapeHtml(mail.to))}${line(says.reply, escapeHtml(mail.replyTo))}${line(says.columns.date, `${dates.format(new Date(mail.createdOn))} (${escapeHtml(dates.resolvedOptions().timeZone)})`)}${line(says.columns.campaign, escapeHtml(mail.campaign ?? ""))}${line(says.columns.state, `${state(mail, says)} ${escapeHtml(mail.answer ?? "")}`)}</dl>
    ${shown}
    <details ${mail.html ? "" : "open"}><summary>${says.text}</summary><pre>${escapeHtml(mail.text)}</pre></details>
    ${links ? `<details><summary>${says.links}</summary><ul>${links}</ul></details>` : ""}
    <details><summary>${says.source}</summary><pre>${escapeHtml(mail.source)}</pre></details></main>`;
}

/** Dates in the zone of the subscription, which is shown. */
function datesOf({ engine }: Context, request: FastifyRequest): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(languageOf(request.headers["accept-language"]), {
    timeZone: engine.definitions.catalog.calendar.zone,
    dateStyle: "medium",
    timeStyle: "short",
  });
}
