import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import { sentence } from "#kernel/fault.ts";
import { escapeHtml } from "#kernel/html.ts";
import { faultOf } from "./faults.ts";
import { languageOf } from "./problem-document.ts";

/** A page that needs no script. */
export interface Page {
  readonly language: "en" | "fr";
  readonly title: string;
  /** HTML. */
  readonly body: string;
}

const STYLE = `
  :root { color-scheme: light dark; --line: #d9dce1; --soft: #5b6472; --back: #f6f7f9; --card: #fff; --text: #1b1f26; --accent: #2457c5; --good: #1a7440; --bad: #b3261e }
  @media (prefers-color-scheme: dark) { :root { --line: #333942; --soft: #9aa4b2; --back: #14171c; --card: #1c2027; --text: #e6e9ee; --accent: #7aa5ff; --good: #6fd394; --bad: #ff9a8f } }
  * { box-sizing: border-box }
  body { margin: 0; background: var(--back); color: var(--text); font: 15px/1.5 system-ui, sans-serif }
  a { color: var(--accent); text-decoration: none } a:hover { text-decoration: underline }
  main { max-width: 72rem; margin: 0 auto; padding: 1.5rem }
  main.card { max-width: 30rem; margin-top: 12vh; background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 2rem }
  h1 { font-size: 1.35rem; line-height: 1.3; margin: 0 0 .75rem; overflow-wrap: anywhere }
  p { margin: 0 0 .75rem; overflow-wrap: anywhere } .soft { color: var(--soft) }
  button { font: inherit; font-weight: 600; color: #fff; background: #2457c5; border: 0; border-radius: 6px; padding: .5rem 1rem; cursor: pointer }
  table { width: 100%; border-collapse: collapse; background: var(--card); box-shadow: 0 0 0 1px var(--line); border-radius: 8px; overflow: hidden }
  th, td { text-align: left; padding: .5rem .75rem; border-bottom: 1px solid var(--line); vertical-align: top; overflow-wrap: anywhere }
  th { font-weight: 600; font-size: .8rem; color: var(--soft) } tr:last-child td { border-bottom: 0 } td.date { white-space: nowrap; font-variant-numeric: tabular-nums }
  dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; margin: 0 0 1rem } dt { color: var(--soft) } dd { margin: 0; overflow-wrap: anywhere }
  .empty { padding: 3rem 1rem; text-align: center; color: var(--soft); background: var(--card); border: 1px dashed var(--line); border-radius: 8px } .more { margin-top: 1rem }
  tbody tr:hover { background: var(--back) } td.name a { font-weight: 600 }
  iframe { width: 100%; height: 32rem; border: 1px solid var(--line); border-radius: 8px; background: #fff }
  pre { overflow: auto; padding: 1rem; background: var(--card); border: 1px solid var(--line); border-radius: 8px; white-space: pre-wrap; overflow-wrap: anywhere; font-size: 13px }
  details { margin-top: 1rem } summary { cursor: pointer; font-weight: 600 }
  ul { margin: .5rem 0; padding-left: 1.25rem; overflow-wrap: anywhere }
  .state { font-size: .85rem; padding: .1rem .5rem; border: 1px solid var(--line); border-radius: 99px; white-space: nowrap }
  .delivered { color: var(--good); border-color: currentColor } .bounced, .given-up { color: var(--bad); border-color: currentColor }
  @media (max-width: 40rem) {
    .wide, thead { display: none } main { padding: 1rem } main.card { margin: 1rem; padding: 1.5rem }
    tr { display: grid; grid-template-columns: 1fr max-content; gap: .1rem .75rem; padding: .75rem; border-bottom: 1px solid var(--line) } tr:last-child { border-bottom: 0 }
    td { padding: 0; border: 0 } td.name { order: -2 } td.how { order: -1 } td.to, td.date { grid-column: 1 / -1; color: var(--soft); font-size: .9rem }
    dl { grid-template-columns: 1fr; gap: 0 } dd { margin-bottom: .4rem } iframe { height: 26rem }
  }`;

export const page = ({ language, title, body }: Page): string => `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} · Muster</title><link rel="icon" href="data:,"><style>${STYLE}</style></head><body>${body}</body></html>`;

/** Says to a person what went wrong, who asked for a page and not for a document. */
export function answerWithPage(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  const fault = faultOf(error, 0);
  if (fault.status >= 500) request.log.error(error);
  const language = languageOf(request.headers["accept-language"]);
  const [first] = fault.problems;
  const title = TITLES[language];
  void reply
    .status(fault.status)
    .type(HTML)
    .send(
      page({
        language,
        title,
        body: `<main class="card"><h1>${title}</h1><p>${escapeHtml(first ? sentence(first, language) : "")}</p></main>`,
      }),
    );
}

const TITLES = { en: "This did not work", fr: "Cela n’a pas fonctionné" } as const;
export const HTML = "text/html; charset=utf-8";
