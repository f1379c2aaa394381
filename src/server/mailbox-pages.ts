import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Context } from "#operations/define.ts";
import { listMails, type MailSummary } from "#operations/mail/list-mails.ts";
import { showMail } from "#operations/mail/show-mail.ts";
import { escaped, page } from "./page.ts";
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

/** The built-in mailbox: every mail, as its reader sees it and as a server takes it. */
export function serveMailbox(app: FastifyInstance, context: Context, viaSmtp: boolean): void {
  app.get<{ Querystring: { before?: string } }>("/mailbox", async (request, reply) => {
    const language = languageOf(request.headers["accept-language"]);
    const says = SAYS[language];
    const { before } = request.query;
    const input = listMails.input.parse({ limit: 50, ...(before ? { before } : {}) });
    const { mails, next } = await listMails.run(context, input);
    const dates = datesOf(context, request);
    const rows = mails.map((mail) => row(mail, says, dates)).join("");
    const { columns } = says;
    const table = `<table><thead><tr><th>${columns.date}</th><th>${columns.to}</th><th>${columns.subject}</th><th class="wide">${columns.campaign}</th><th>${columns.state}</th></tr></thead><tbody>${rows}</tbody></table>`;
    const more = next ? `<p><a href="/mailbox?before=${next}">${says.older} →</a></p>` : "";
    return reply.type("text/html; charset=utf-8").send(
      page({
        language,
        title: says.title,
        body: `<main><h1>${says.title}</h1><p class="soft">${viaSmtp ? says.server : says.none}</p>${mails.length > 0 ? table + more : `<p>${says.empty}</p>`}</main>`,
      }),
    );
  });

  app.get<{ Params: { mail: string } }>("/mailbox/:mail", async (request, reply) => {
    const language = languageOf(request.headers["accept-language"]);
    const says = SAYS[language];
    const mail = await showMail.run(context, showMail.input.parse(request.params));
    const dates = datesOf(context, request);
    const line = (name: string, value: string): string =>
      value ? `<dt>${name}</dt><dd>${escaped(value)}</dd>` : "";
    const links = mail.links
      .map(({ address, target }) => `<li><a href="${escaped(address)}">${escaped(target)}</a></li>`)
      .join("");
    const shown = mail.html
      ? `<iframe title="${escaped(mail.subject)}" sandbox="allow-popups allow-popups-to-escape-sandbox" srcdoc="${escaped(`<base target="_blank">${mail.html}`)}"></iframe>`
      : `<p class="soft">${says.noHtml}</p>`;
    return reply.type("text/html; charset=utf-8").send(
      page({
        language,
        title: mail.subject,
        body: `<main><p><a href="/mailbox">← ${says.back}</a></p><h1>${escaped(mail.subject)}</h1>
          <dl>${line(says.from, mail.from)}${line(says.columns.to, mail.to)}${line(says.reply, mail.replyTo)}${line(says.columns.date, dates.format(new Date(mail.createdOn)))}${line(says.columns.campaign, mail.campaign ?? "")}${line(says.columns.state, [says.states[mail.state], mail.answer].filter(Boolean).join(": "))}</dl>
          ${shown}
          <details ${mail.html ? "" : "open"}><summary>${says.text}</summary><pre>${escaped(mail.text)}</pre></details>
          ${links ? `<details><summary>${says.links}</summary><ul>${links}</ul></details>` : ""}
          <details><summary>${says.source}</summary><pre>${escaped(mail.source)}</pre></details></main>`,
      }),
    );
  });
}

function row(mail: MailSummary, says: (typeof SAYS)["en" | "fr"], dates: Intl.DateTimeFormat): string {
  return `<tr><td class="date">${dates.format(new Date(mail.createdOn))}</td><td>${escaped(mail.to)}</td>
    <td><a href="/mailbox/${mail.id}">${escaped(mail.email)}</a></td><td class="wide">${escaped(mail.campaign ?? "")}</td>
    <td><span class="state">${says.states[mail.state]}</span></td></tr>`;
}

/** Dates in the zone of the subscription, which is shown. */
function datesOf({ engine }: Context, request: FastifyRequest): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(languageOf(request.headers["accept-language"]), {
    timeZone: engine.definitions.catalog.calendar.zone,
    dateStyle: "medium",
    timeStyle: "long",
  });
}
