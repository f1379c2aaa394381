import { mkdir } from "node:fs/promises";
import Fastify, { type FastifyInstance } from "fastify";
import { Database } from "#store/db.ts";
import { openEngine } from "#engine/engine.ts";
import { Intake } from "#engine/intake.ts";
import { Scheduler } from "#engine/scheduler.ts";
import type { Context } from "#operations/define.ts";
import { operations } from "#operations/index.ts";
import { openApi } from "#operations/open-api.ts";
import { answerProblems, onlyOurOwn } from "./answers.ts";
import { mount } from "./mount.ts";

/** The web server, not yet listening. */
export interface MusterServer {
  /** Listens on the loopback address; gives the URL. Port 0 chooses a free one. */
  listen(port: number): Promise<string>;
  close(): Promise<void>;
}

/** The largest body of a call that says nothing else: 1 MB. */
const LARGEST = 1_048_576;

/**
 * Opens the engine on a migrated database, and serves its operations.
 *
 * @param home where Muster keeps files of its own
 */
export async function buildServer({ url, home }: { url: string; home: string }): Promise<MusterServer> {
  await mkdir(home, { recursive: true });
  const db = new Database(url);
  const engine = await openEngine(db);
  const app = Fastify({ bodyLimit: LARGEST, logger: { level: process.env["MUSTER_LOG"] ?? "warn" }, forceCloseConnections: "idle", routerOptions: { maxParamLength: 1000 } });
  const scheduler = new Scheduler(engine, (error) => app.log.error(error));
  const context: Context = { engine, scheduler, intake: new Intake(engine), actor: "api", home };
  answerProblems(app);
  onlyOurOwn(app);
  routes(app, context);
  return {
    async listen(port) {
      const address = await app.listen({ port, host: "127.0.0.1" });
      scheduler.start();
      return address;
    },
    async close() {
      await app.close();
      await scheduler.close();
      await db.close();
    },
  };
}

function routes(app: FastifyInstance, context: Context): void {
  app.get("/healthz", async () => {
    await context.engine.db.ping();
    return { status: "ok" };
  });
  const document = JSON.stringify(openApi(operations));
  app.get("/api/openapi.json", (_, reply) => reply.type("application/json").send(document));
  for (const operation of operations) mount(app, operation, context);
}
