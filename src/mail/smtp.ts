import { parseConnectionUrl } from "nodemailer/lib/shared";
import SMTPConnection, {
  type SMTPConnectionAuth,
  type SMTPConnectionOptions,
} from "nodemailer/lib/smtp-connection";
import type { Carrier, Handed, Mail } from "#domain/email.ts";
import { GatheringSocket } from "./gathering-socket.ts";
import type { Message } from "./message.ts";
import { readAnswer, type SmtpError } from "./smtp-answer.ts";

/** How many connections there are, unless the address says otherwise. */
const CONNECTIONS = 50;
/** After so many mails a connection is replaced: some servers take no more on one. */
const MAILS_PER_CONNECTION = 500;
/** For so many milliseconds no more connections are tried than a server took. */
const FEWER_FOR = 60_000;
const TIMEOUTS = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 60_000 };

interface Line {
  readonly connection: SMTPConnection;
  mails: number;
  gone: boolean;
}

/**
 * Hands mails to an SMTP server over connections that stay open.
 *
 * The address is `smtp://user:password@host:587` or `smtps://…:465`; what follows `?` are options of the connection, and
 * `maxConnections`.
 */
export class Smtp implements Carrier {
  readonly hands: number;
  readonly leaves = true;
  private readonly options: SMTPConnectionOptions;
  private readonly auth: SMTPConnectionAuth | undefined;
  private readonly write: (mail: Mail) => Message;
  private readonly idle: Line[] = [];
  /** How many connections there are, with those that are being opened. */
  private opening = 0;
  private alive = 0;
  /** How many the server took, while it took fewer than we wanted. */
  private fewer: { readonly most: number; readonly until: number } | undefined;
  /** Who waits until a connection is free. */
  private readonly waiting: (() => void)[] = [];
  private closed = false;
  /** Mails with which a new connection broke. */
  private readonly suspects = new Set<number>();

  constructor(address: string, write: (mail: Mail) => Message) {
    const { auth, maxConnections, ...options } = parseConnectionUrl(address) as SMTPConnectionOptions & {
      auth?: SMTPConnectionAuth;
      maxConnections?: number;
    };
    this.hands = Number(maxConnections) || CONNECTIONS;
    this.options = { ...TIMEOUTS, ...options };
    this.auth = auth;
    this.write = write;
  }

  async hand(mail: Mail): Promise<Handed> {
    let message: Message;
    try {
      message = this.write(mail);
    } catch (error) {
      return { kind: "refused", category: "technical", answer: (error as Error).message.slice(0, 1000) };
    }
    for (;;) {
      let line: Line;
      try {
        line = await this.line();
      } catch (error) {
        return { kind: "down", answer: readAnswer(error as SmtpError).answer };
      }
      const kept = line.mails > 0;
      const { handed, lost } = await this.send(line, message);
      if (!lost) this.suspects.delete(mail.id);
      // A connection that was kept may have been closed by the server long before this mail.
      if (!lost) return handed;
      if (!kept) return this.suspect(mail, handed);
    }
  }

  /** Whether a new connection broke because of the server or because of this mail, the second time tells. */
  private suspect({ id }: Mail, { answer }: Handed): Handed {
    const again = this.suspects.delete(id);
    if (!again) this.suspects.add(id);
    return { kind: again ? "later" : "down", answer };
  }

  close(): Promise<void> {
    this.closed = true;
    for (const line of this.idle.splice(0)) this.end(line);
    return Promise.resolve();
  }

  /** A connection: one that is kept, else a new one; where the server takes no more of them, the next that is free. */
  private async line(): Promise<Line> {
    for (;;) {
      const kept = this.idle.pop();
      if (kept) return kept;
      if (this.alive + this.opening < this.most()) {
        try {
          return await this.open();
        } catch (error) {
          this.wake();
          const others = this.alive + this.opening;
          this.fewer = others > 0 ? { most: others, until: performance.now() + FEWER_FOR } : undefined;
          if (others === 0) throw error;
        }
      } else await new Promise<void>((free) => this.waiting.push(free));
    }
  }

  private most(): number {
    if (this.fewer && performance.now() > this.fewer.until) this.fewer = undefined;
    return this.fewer?.most ?? this.hands;
  }

  private wake(): void {
    this.waiting.shift()?.();
  }

  private async send(line: Line, { from, to, raw }: Message): Promise<{ handed: Handed; lost: boolean }> {
    const { connection } = line;
    const { error, answer } = await new Promise<{ error: SmtpError | null; answer: string }>((resolve) => {
      connection.send({ from, to: [...to], size: raw.length }, raw, (problem, info) =>
        resolve({ error: problem, answer: problem ? "" : info.response }),
      );
    });
    line.mails += 1;
    if (!error) {
      this.keep(line);
      return { handed: { kind: "accepted", answer: answer.slice(0, 200) }, lost: false };
    }
    const read = readAnswer(error);
    if (read.lost) this.drop(line);
    else connection.reset((failed) => (failed ? this.drop(line) : this.keep(line)));
    return read;
  }

  private keep(line: Line): void {
    if (this.closed || line.mails >= MAILS_PER_CONNECTION || line.connection.destroyed) return this.end(line);
    this.idle.push(line);
    this.wake();
  }

  /** Says good-bye to the server. */
  private end(line: Line): void {
    line.connection.quit();
    this.forget(line);
  }

  private drop(line: Line): void {
    line.connection.close();
    this.forget(line);
  }

  private async open(): Promise<Line> {
    this.opening += 1;
    try {
      const line = await this.connect();
      this.alive += 1;
      return line;
    } finally {
      this.opening -= 1;
    }
  }

  private connect(): Promise<Line> {
    const gathers = !this.options.secure && !this.options.localAddress;
    const connection = new SMTPConnection({
      ...this.options,
      ...(gathers ? { socket: new GatheringSocket() } : {}),
    });
    return new Promise((resolve, reject) => {
      const fail = (error: SmtpError): void => {
        connection.close();
        reject(error);
      };
      const line: Line = { connection, mails: 0, gone: false };
      connection.once("error", fail);
      connection.on("error", () => {}); // whoever sends over it hears of it, too
      connection.once("end", () => reject(new Error("The server ended the connection.")));
      connection.connect(() => {
        const ready = (): void => {
          connection.off("error", fail);
          connection.on("error", () => this.drop(line));
          connection.once("end", () => this.forget(line));
          resolve(line);
        };
        if (!this.auth) return ready();
        connection.login(this.auth, (error) => (error ? fail(error) : ready()));
      });
    });
  }

  private forget(line: Line): void {
    if (line.gone) return;
    line.gone = true;
    this.alive -= 1;
    const place = this.idle.indexOf(line);
    if (place >= 0) this.idle.splice(place, 1);
    this.wake();
  }
}
