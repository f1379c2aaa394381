import type { EmailContent, Mail } from "#domain/email.ts";
import { Writer, type Message, type Shown } from "./message.ts";
import { template } from "./template.ts";
import { Tracking } from "./tracking.ts";

/** How many versions of e-mails are kept ready. */
const MOST = 200;

const UNSUBSCRIBE = { en: "Unsubscribe", fr: "Se désabonner" } as const;

/** Makes mails out of e-mails, and knows the links in them again. */
export class PostOffice {
  readonly tracking: Tracking;
  private readonly writers = new Map<string, Writer>();

  /**
   * @param secret signs the links
   * @param base where Muster is reached by who reads the mails: `https://mail.example`
   */
  constructor(secret: string, base: string) {
    this.tracking = new Tracking(secret, base);
  }

  shown = (mail: Mail): Shown => this.writer(mail).shown(mail);
  message = (mail: Mail): Message => this.writer(mail).message(mail);
  target = (mail: Mail, link: number): string | undefined => this.writer(mail).target(mail, link);

  /** What would be read of a mail that is not sent: nothing of it is kept, and no link of it can do anything. */
  preview = (draft: Omit<Mail, "shard" | "id" | "kind" | "address" | "version">): Shown => {
    const options = { ...optionsFor(draft.content, "email", draft.language), tracked: false };
    const writer = new Writer(template(draft.content, options), this.tracking);
    return writer.shown({ ...draft, shard: 0, id: 0, kind: "email", address: "", version: 0 });
  };

  links = (mail: Mail): { address: string; target: string }[] => this.writer(mail).links(mail);

  private writer(mail: Mail): Writer {
    const key = `${mail.version} ${mail.kind} ${mail.language}`;
    let writer = this.writers.get(key);
    if (!writer) {
      if (this.writers.size >= MOST) this.writers.clear();
      this.writers.set(key, (writer = this.compile(mail)));
    }
    return writer;
  }

  private compile({ content, kind, language }: Mail): Writer {
    return new Writer(template(content, optionsFor(content, kind, language)), this.tracking);
  }
}

const optionsFor = (
  { operational }: EmailContent,
  kind: Mail["kind"],
  language: Mail["language"],
): Parameters<typeof template>[1] => ({
  marketing: (kind === "email" || kind === "test") && !operational,
  tracked: kind === "email",
  unsubscribe: UNSUBSCRIBE[language],
});
