import { createCipheriv, createHmac, hash, timingSafeEqual } from "node:crypto";

/** What a link of a mail means. */
export type LinkKind = "click" | "open" | "unsubscribe" | "view";

/** A link of one mail, as it comes back. */
export interface MailLink {
  readonly kind: LinkKind;
  readonly shard: number;
  readonly delivery: number;
  /** Of a click: which of the mail's links. */
  readonly link: number;
  /** Of an unsubscribe link: whom the mail went to, so that it works when everything else of them is gone. */
  readonly address?: string | undefined;
}

const LETTERS: Record<LinkKind, string> = { click: "c", open: "o", unsubscribe: "u", view: "v" };
const KINDS = new Map(Object.entries(LETTERS).map(([kind, letter]) => [letter, kind as LinkKind]));

/** Signs and reads the addresses of mails: nobody can make one that we did not send. */
export class Tracking {
  private readonly secret: string;
  private readonly key: Buffer;
  /** Where the addresses begin: `https://mail.example`. */
  base: string;

  constructor(secret: string, base: string) {
    this.secret = secret;
    this.key = hash("sha256", `address ${secret}`, "buffer");
    this.base = base.replace(/\/+$/, "");
  }

  /** The address of a link. */
  address({ kind, shard, delivery, link, address }: MailLink): string {
    const place = `${shard.toString(36)}.${delivery.toString(36)}.${link.toString(36)}`;
    const said = address
      ? `${place}.${this.cipher(place, Buffer.from(address)).toString("base64url")}`
      : place;
    return `${this.base}/m/${LETTERS[kind]}/${said}.${this.sign(LETTERS[kind] + said)}`;
  }

  /** Reads what stands behind `/m/`; nothing when we did not write it. */
  read(letter: string, token: string): MailLink | undefined {
    const kind = KINDS.get(letter);
    const cut = token.lastIndexOf(".");
    const said = token.slice(0, cut);
    if (!kind || cut < 0) return undefined;
    const given = Buffer.from(token.slice(cut + 1));
    const right = Buffer.from(this.sign(letter + said));
    if (given.length !== right.length || !timingSafeEqual(given, right)) return undefined;
    const [shard = "", delivery = "", link = "", sealed] = said.split(".");
    const address = sealed && this.cipher(`${shard}.${delivery}.${link}`, Buffer.from(sealed, "base64url"));
    return {
      kind,
      shard: parseInt(shard, 36),
      delivery: parseInt(delivery, 36),
      link: parseInt(link, 36),
      ...(address ? { address: address.toString() } : {}),
    };
  }

  /** Hides an address from who sees the link in passing, and shows it again. That nobody changed it, the signature says. */
  private cipher(place: string, bytes: Buffer): Buffer {
    const nonce = hash("sha256", place, "buffer").subarray(0, 16);
    return createCipheriv("aes-256-ctr", this.key, nonce).update(bytes);
  }

  /** A name for a mail that no other installation gives to one of its own. */
  stamp({ id }: { readonly id: number }): string {
    return `${id.toString(36)}.${this.sign(`stamp${id}`).slice(0, 12)}`;
  }

  /** The number of the mail that a stamp names; nothing when we did not write it. */
  readStamp(stamp: string): number | undefined {
    const id = parseInt(stamp, 36);
    return Number.isSafeInteger(id) && stamp === this.stamp({ id }) ? id : undefined;
  }

  private sign(text: string): string {
    return createHmac("sha256", this.secret).update(text).digest("base64url").slice(0, 22);
  }
}
