import { mkdir } from "node:fs/promises";
import type { Socket } from "node:net";
import Fastify, { type FastifyInstance } from "fastify";
import { Database } from "#store/db.ts";
import { readSecret } from "#store/secret.ts";
import { carrierFor } from "#mail/carrier.ts";
import { PostOffice } from "#mail/post-office.ts";
import { openEngine } from "#engine/engine.ts";
import { Intake } from "#engine/intake.ts";
import { Scheduler } from "#engine/scheduler.ts";
import { API } from "#operations/actor.ts";
import { operations } from "#operations/index.ts";
import { openApi } from "#operations/open-api.ts";
import { answer, answerConnection, answerProblems } from "./answers.ts";
import { serveMailLinks } from "./mail-links.ts";
import { serveMailbox } from "./mailbox-pages.ts";
import { Door } from "./door.ts";
import { Events } from "./events.ts";
import { mountAll } from "./mount.ts";
import { onlyOurOwn } from "./own-machine.ts";
import type { WebFiles } from "./web/files.ts";
import { serveWeb } from "./web/serve-web.ts";

/** The web server, not yet listening. */
export interface MusterServer {
  /** Listens on the loopback address, or another of this machine; gives the URL. Port 0 chooses a free one. */
  listen(port: number, host?: string): Promise<string>;
  /** Finishes the requests under way, ends idle connections, and stops the engine. */
  close(): Promise<void>;
}

/** Where a server finds its database and keeps its files. */
export interface Place {
  /** A migrated database. */
  readonly url: string;
  /** Where Muster keeps files of its own. */
  readonly home: string;
  /** The mail server, and where who reads its mails reaches Muster. */
  readonly smtpUrl?: string | undefined;
  readonly publicUrl?: string | undefined;
  /** Holds every answer against its schema. For tests: it costs. */
  readonly checkAnswers?: boolean;
  /** The pages for people; without them there is only what can be asked. */
  readonly web?: WebFiles | undefined;
  /** Until then somebody else works on the database: what reads is answered, what changes something waits, nothing runs. */
  readonly closedUntil?: Promise<void> | undefined;
}

/** The largest body of a call that says nothing else: 1 MB. */
const LARGEST = 1_048_576;

/** Opens the engine on a migrated database, and serves its operations. */
export async function buildServer({
  url,
  home,
  smtpUrl,
  publicUrl,
  checkAnswers = false,
  web,
  closedUntil,
}: Place): Promise<MusterServer> {
  await mkdir(home, { recursive: true });
  const db = new Database(url);
  const engine = await openEngine(db);
  const app = Fastify({
    bodyLimit: LARGEST,
    logger: { level: process.env["MUSTER_LOG"] ?? "warn" },
    forceCloseConnections: "idle",
    trustProxy: "loopback", // who follows the link of a mail comes through a proxy of this machine
    routerOptions: { maxParamLength: 1000 },
    frameworkErrors: answer,
    clientErrorHandler: answerConnection,
  });
  const post = new PostOffice(await readSecret(db, "links"), publicUrl ?? "");
  const scheduler = new Scheduler(engine, (error) => app.log.error(error), carrierFor(smtpUrl, post));
  const door = new Door(engine, closedUntil);
  const context = { engine, scheduler, post, intake: new Intake(engine), actor: API, home };
  answerProblems(app);
  onlyOurOwn(app);
  if (web) serveWeb(app, web);
  answerOfItself(app, db);
  endConnections(app);
  serveMailLinks(app, context, door);
  serveMailbox(app, context, smtpUrl !== undefined);
  const events = new Events(db);
  events.serve(app);
  mountAll(app, operations, { context, checkAnswers, door, changed: (noun) => events.tell([noun]) });
  return {
    async listen(port, host = "127.0.0.1") {
      const address = await app.listen({ port, host });
      if (!publicUrl) post.tracking.base = address;
      void door.opens().then(
        () => scheduler.start(),
        () => {}, // it stops, and whoever waits hears of it
      );
      return address;
    },
    async close() {
      door.close();
      await app.close();
      await scheduler.close();
      await db.close();
    },
  };
}

/**
 * Once it is stopping, a connection ends with the answer that is under way on it, and is not kept for another. One that
 * was opened ahead and never asked anything, as browsers do, ends at once: Node takes it for busy.
 */
function endConnections(app: FastifyInstance): void {
  let stopping = false;
  const silent = new Set<Socket>();
  app.server.on("connection", (socket: Socket) => {
    silent.add(socket);
    socket.once("close", () => silent.delete(socket));
  });
  app.server.on("request", ({ socket }) => silent.delete(socket));
  app.addHook("preClose", async () => {
    stopping = true;
    for (const socket of silent) socket.destroy();
  });
  app.addHook("onSend", (_, reply, payload, done) => {
    if (stopping) reply.header("connection", "close");
    done(null, payload);
  });
}

/** Whether it is ready, and what it can be asked. */
function answerOfItself(app: FastifyInstance, db: Database): void {
  app.get("/healthz", async () => {
    await db.ping();
    return { status: "ok" };
  });
  let document: string | undefined; // half a second of work that few starts need
  app.get("/api/openapi.json", (_, reply) => {
    document ??= JSON.stringify(openApi(operations));
    return reply.type("application/json; charset=utf-8").send(document);
  });
}
