import type { FastifyInstance, FastifyReply } from "fastify";
import { setInterval, clearInterval } from "node:timers";
import type { Database } from "#store/db.ts";
import { readPulse, type Pulse } from "#engine/pulse.ts";

/** Which nouns to ask anew when a part of the pulse is another. */
const MEANS: Readonly<Record<string, readonly string[]>> = {
  notification: ["notification"],
  definition: [
    "campaign",
    "schedule",
    "list",
    "smart-list",
    "email",
    "tree",
    "folder",
    "program",
    "channel",
    "member-field",
    "my-token",
    "field",
    "setting",
    "vocabulary",
    "clock",
    "calendar",
  ],
  person: ["person", "mail"], // also that a mail was opened or clicked
  mail: ["mail", "notification-mail"],
  run: ["run", "campaign", "queue", "person"],
  "new run": ["run", "campaign", "queue", "schedule", "tree", "calendar"],
  "at work": ["run", "campaign", "queue", "schedule", "tree", "calendar", "program", "person"],
  demo: ["demo"],
  import: ["import", "queue", "person", "program"],
};

/** How often the database is looked at while anybody listens; and how often a connection is shown to live. */
const LOOK_MS = 1_000;
const ALIVE_MS = 15_000;

/** Tells browsers what has changed: one look at the database per second for all of them, none when nobody listens. */
export class Events {
  private readonly db: Database;
  private readonly listeners = new Set<FastifyReply>();
  private looking: NodeJS.Timeout | undefined;
  private alive: NodeJS.Timeout | undefined;
  private last: Pulse | undefined;
  private told: readonly string[] = [];
  private looks: Promise<void> | undefined;

  constructor(db: Database) {
    this.db = db;
  }

  /** Serves them at `GET /api/events`. A connection that breaks comes back by itself, and then asks everything anew. */
  serve(app: FastifyInstance): void {
    app.get("/api/events", async (_, reply) => {
      reply.hijack();
      reply.raw.on("error", () => {}); // who is gone needs no more
      reply.raw.once("close", () => this.leave(reply));
      this.listeners.add(reply);
      this.begin();
      await this.look(); // so that nothing is missed that happens once they listen
      reply.raw.writeHead(200, {
        "content-type": "text/event-stream; charset=utf-8",
        "cache-control": "no-store",
        "x-accel-buffering": "no",
        connection: "close", // what comes after is a connection of its own, so that stopping need not wait
      });
      reply.raw.write("retry: 2000\n\n");
    });
    app.addHook("preClose", async () => this.end());
  }

  /** Something about these nouns has changed. */
  tell(nouns: readonly string[]): void {
    if (nouns.length > 0) this.send(`event: changed\ndata: ${JSON.stringify({ nouns })}\n\n`);
  }

  private send(text: string): void {
    for (const { raw } of this.listeners) if (raw.headersSent) raw.write(text);
  }

  private begin(): void {
    this.looking ??= setInterval(() => void this.look(), LOOK_MS);
    this.alive ??= setInterval(() => this.send(":\n\n"), ALIVE_MS);
  }

  private leave(reply: FastifyReply): void {
    this.listeners.delete(reply);
    if (this.listeners.size > 0) return;
    clearInterval(this.looking);
    clearInterval(this.alive);
    this.looking = this.alive = this.last = undefined;
    this.told = [];
  }

  private end(): void {
    for (const { raw } of this.listeners) raw.end();
  }

  /** One look at a time: whoever asks for one meanwhile waits for it. */
  private look(): Promise<void> {
    this.looks ??= this.compare().finally(() => (this.looks = undefined));
    return this.looks;
  }

  /** What has changed is told at the next look too: a number is given before what it counts can be read. */
  private async compare(): Promise<void> {
    const pulse = await readPulse(this.db).catch(() => undefined); // it is looked again in a second
    if (!pulse) return;
    const found = this.last ? differences(this.last, pulse) : [];
    this.tell([...new Set([...found, ...this.told])]);
    [this.last, this.told] = [pulse, found];
  }
}

function differences(before: Pulse, after: Pulse): string[] {
  const parts = Object.keys(after).filter((part) => before[part] !== after[part]);
  return [...new Set(parts.flatMap((part) => MEANS[part] ?? []))];
}
