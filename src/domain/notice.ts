import type { Instant } from "#kernel/clock.ts";
import { escapeHtml } from "#kernel/html.ts";
import { instantWords } from "./instant-words.ts";
import { labelOfKind, pageOf, sentenceOf, type NotificationKind } from "./notification.ts";

/** A notification that a notice tells. */
export interface Noted {
  readonly notedOn: Instant;
  readonly subject: string;
  readonly detail: unknown;
}

/** How a notice is written: in which language and zone, and where its links lead; empty: it has none. */
export interface Writing {
  readonly language: "en" | "fr";
  readonly zone: string;
  readonly pages: string;
}

const words = {
  en: {
    more: (many: number) => `${many} more are not listed here.`,
    look: "Look at it",
    why: (label: string) =>
      `You get this because notifications of the kind “${label}” go to this address. Settings → Notifications says which do.`,
  },
  fr: {
    more: (many: number) => `${many} autres ne figurent pas ici.`,
    look: "Voir",
    why: (label: string) =>
      `Vous recevez ceci parce que les notifications du type « ${label} » vont à cette adresse. Paramètres → Notifications dit lesquelles.`,
  },
} as const;

/**
 * What a mail about notifications of one kind says.
 *
 * @param told the newest of them, at least one
 * @param many how many there are
 */
export function noticeOf(
  kind: NotificationKind,
  told: readonly Noted[],
  many: number,
  writing: Writing,
): { subject: string; html: string; text: string } {
  const says = words[writing.language];
  const label = labelOfKind(kind)[writing.language];
  const lines = told.map((one) => lineOf(kind, one, writing));
  const rest = many > told.length ? says.more(many - told.length) : undefined;
  const why = says.why(label);
  const [first] = lines;
  const subject = many === 1 && first ? first.says.slice(0, 200) : `${label} (${many})`;
  const item = ({ says: sentence, when, link }: Line): string =>
    `<p>${escapeHtml(sentence)}<br><small>${escapeHtml(when)}${link ? ` · <a href="${escapeHtml(link)}">${says.look}</a>` : ""}</small></p>`;
  const html = [
    '<div style="font-family:sans-serif;max-width:40em">',
    ...lines.map(item),
    ...(rest ? [`<p>${escapeHtml(rest)}</p>`] : []),
    `<hr><p><small>${escapeHtml(why)}</small></p></div>`,
  ].join("\n");
  const text = [
    ...lines.map(({ says: sentence, when, link }) => [sentence, when, link].filter(Boolean).join("\n")),
    ...(rest ? [rest] : []),
    `-- \n${why}`,
  ].join("\n\n");
  return { subject: `Muster: ${subject}`, html, text: `${text}\n` };
}

interface Line {
  readonly says: string;
  readonly when: string;
  readonly link: string | undefined;
}

function lineOf(
  kind: NotificationKind,
  { notedOn, subject, detail }: Noted,
  { language, zone, pages }: Writing,
): Line {
  return {
    says: sentenceOf(kind, subject, detail)[language],
    when: instantWords(notedOn, zone)[language],
    link: pages ? pages.replace(/\/+$/, "") + pageOf(kind, detail) : undefined,
  };
}
