import { say } from "../language.ts";

const words = say({
  en: {
    hello: "Hello {{lead.First Name:default=there}}",
    letter: "Write here what you want to say. One paragraph for one thought.",
    closing: "Kind regards",
    title: "The news in one line",
    text: "Say in two or three sentences what is new, and why it matters to the reader.",
    button: "Read more",
    reason: "You get this e-mail because you gave us your address.",
    unsubscribe: "Unsubscribe",
    view: "Read in the browser",
  },
  fr: {
    hello: "Bonjour {{lead.First Name:default=à vous}}",
    letter: "Écrivez ici ce que vous voulez dire, un paragraphe après l’autre.",
    closing: "Bien cordialement",
    title: "La nouvelle en une ligne",
    text: "Dites en deux ou trois phrases ce qui est nouveau, et pourquoi cela intéresse le lecteur.",
    button: "En savoir plus",
    reason: "Vous recevez cet e-mail parce que vous nous avez donné votre adresse.",
    unsubscribe: "Se désabonner",
    view: "Lire dans le navigateur",
  },
});
type Words = typeof words.en;

export const beginnings = ["letter", "announcement", "blank"] as const;
export type Beginning = (typeof beginnings)[number];

const BODIES: Record<Beginning, (says: Words) => string> = {
  blank: () => `      <p></p>`,
  letter: ({ hello, letter, closing }) => `      <p>${hello},</p>
      <p>${letter}</p>
      <p>${closing}</p>`,
  announcement: ({
    title,
    text,
    button,
  }) => `      <h1 style="margin:0 0 16px;font-size:26px;line-height:1.25">${title}</h1>
      <p>${text}</p>
      <p style="margin:28px 0">
        ${buttonHtml(button, "https://example.com")}
      </p>`,
};

/** A button that mail programs show as one: a link with a colour behind it. */
export const buttonHtml = (text: string, address: string): string =>
  `<a href="${address}" style="display:inline-block;padding:12px 22px;border-radius:6px;background:#4338ca;color:#ffffff;font-weight:bold;text-decoration:none">${text}</a>`;

/** The HTML a new e-mail begins with: narrow, readable on a phone, with a way to unsubscribe. */
export const beginningHtml = (beginning: Beginning, language: "en" | "fr"): string => {
  const says = words[language];
  return `<!doctype html>
<html lang="${language}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
  </head>
  <body style="margin:0;padding:32px 16px;background:#ffffff;font:16px/1.6 Arial,Helvetica,sans-serif;color:#222222">
    <div style="max-width:560px;margin:0 auto">
${BODIES[beginning](says)}
      <p style="margin-top:40px;padding-top:16px;border-top:1px solid #dddddd;font-size:12px;color:#666666">
        ${says.reason}<br>
        <a href="{{system.unsubscribeLink}}" style="color:#666666">${says.unsubscribe}</a> ·
        <a href="{{system.viewAsWebpageLink}}" style="color:#666666">${says.view}</a>
      </p>
    </div>
  </body>
</html>
`;
};

/** The words that still stand in it and only say what to write there. */
export const unwrittenIn = (html: string): readonly string[] =>
  (["en", "fr"] as const).flatMap((language) => {
    const { letter, title, text } = words[language];
    return [letter, title, text].filter((one) => html.includes(`>${one}<`));
  });
