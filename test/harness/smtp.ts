import type { AddressInfo, Socket } from "node:net";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";

/** A real mail server on this machine, as strict as a test wants it. */
export class TestSmtp {
  /** The mails it took, as they came. */
  readonly received: Buffer[] = [];
  readonly recipients: string[] = [];
  /** What it does otherwise than take everything. */
  rules: Pick<SMTPServerOptions, "onConnect" | "onMailFrom" | "onRcptTo" | "onData"> = {};
  /** How many connections it takes at once. */
  most = Infinity;
  private readonly server: SMTPServer;
  private readonly sockets = new Set<Socket>();
  private readonly tooMany = new Set<number>();

  private constructor() {
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ["STARTTLS", "AUTH"],
      onConnect: (session, done) => {
        if (this.tooMany.has(session.remotePort)) return done(refusal(421, "too many connections"));
        return this.rules.onConnect ? this.rules.onConnect.call(server, session, done) : done();
      },
      onMailFrom: (address, session, done) =>
        this.rules.onMailFrom ? this.rules.onMailFrom.call(server, address, session, done) : done(),
      onRcptTo: (address, session, done) =>
        this.rules.onRcptTo ? this.rules.onRcptTo.call(server, address, session, done) : done(),
      onData: (stream, session, done) => {
        if (this.rules.onData) return this.rules.onData.call(server, stream, session, done);
        const parts: Buffer[] = [];
        stream.on("data", (part: Buffer) => parts.push(part));
        stream.on("end", () => {
          this.received.push(Buffer.concat(parts));
          this.recipients.push(...session.envelope.rcptTo.map((one) => one.address));
          done();
        });
      },
    });
    server.on("error", () => {}); // connections that break are what some tests are about
    server.server.on("connection", (socket: Socket) => {
      if (this.sockets.size >= this.most) this.tooMany.add(socket.remotePort ?? 0);
      this.sockets.add(socket);
      socket.on("close", () => {
        this.sockets.delete(socket);
        this.tooMany.delete(socket.remotePort ?? 0);
      });
    });
    this.server = server;
  }

  static async start(): Promise<TestSmtp> {
    const smtp = new TestSmtp();
    await new Promise<void>((resolve) => smtp.server.listen(0, "127.0.0.1", resolve));
    return smtp;
  }

  get port(): number {
    return (this.server.server.address() as AddressInfo).port;
  }

  forget(): void {
    this.received.length = 0;
    this.recipients.length = 0;
    this.rules = {};
    this.most = Infinity;
  }

  /** Breaks every connection. */
  drop(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  stop(): Promise<void> {
    return new Promise((resolve) => this.server.close(resolve));
  }
}

/** What a server answers. */
export const refusal = (code: number, text: string): Error =>
  Object.assign(new Error(text), { responseCode: code });
