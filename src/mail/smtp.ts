import { parseConnectionUrl } from "nodemailer/lib/shared";
import SMTPConnection, {
  type SMTPConnectionAuth,
  type SMTPConnectionOptions,
} from "nodemailer/lib/smtp-connection";
import type { Carrier, Handed, Mail } from "#domain/email.ts";
import type { Message } from "./message.ts";
import { readAnswer, type SmtpError } from "./smtp-answer.ts";

/** How many connections there are, unless the address says otherwise. */
const CONNECTIONS = 10;
/** After so many mails a connection is replaced: some servers take no more on one. */
const MAILS_PER_CONNECTION = 500;
const TIMEOUTS = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 60_000 };

interface Line {
  readonly connection: SMTPConnection;
  mails: number;
}

/**
 * Hands mails to an SMTP server over connections that stay open.
 *
 * The address is `smtp://user:password@host:587` or `smtps://…:465`; what follows `?` are options of the connection, and
 * `maxConnections`.
 */
export class Smtp implements Carrier {
  readonly hands: number;
  private readonly options: SMTPConnectionOptions;
  private readonly auth: SMTPConnectionAuth | undefined;
  private readonly write: (mail: Mail) => Message;
  private readonly idle: Line[] = [];
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
    const message = this.write(mail);
    for (;;) {
      const kept = this.idle.pop();
      let line: Line;
      try {
        line = kept ?? (await this.open());
      } catch (error) {
        return { kind: "down", answer: readAnswer(error as SmtpError).answer };
      }
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
    for (const { connection } of this.idle.splice(0)) connection.quit();
    return Promise.resolve();
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
    if (read.lost) connection.close();
    else connection.reset((failed) => (failed ? connection.close() : this.keep(line)));
    return read;
  }

  private keep(line: Line): void {
    if (line.mails < MAILS_PER_CONNECTION && !line.connection.destroyed) this.idle.push(line);
    else line.connection.quit();
  }

  private open(): Promise<Line> {
    const connection = new SMTPConnection(this.options);
    return new Promise((resolve, reject) => {
      const fail = (error: SmtpError): void => {
        connection.close();
        reject(error);
      };
      const line: Line = { connection, mails: 0 };
      connection.once("error", fail);
      connection.once("end", () => this.forget(line));
      connection.connect(() => {
        if (!this.auth) return resolve(line);
        connection.login(this.auth, (error) => (error ? fail(error) : resolve(line)));
      });
      connection.on("error", () => this.forget(line));
    });
  }

  private forget(line: Line): void {
    const place = this.idle.indexOf(line);
    if (place >= 0) this.idle.splice(place, 1);
  }
}
