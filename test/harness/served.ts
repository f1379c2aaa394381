import { rm } from "node:fs/promises";
import { buildServer, type Place } from "#server/server.ts";
import { Database } from "#store/db.ts";
import { freshDatabase, type TestDatabase } from "./database.ts";
import { temporaryFolder } from "./temporary-folder.ts";

/** What a server answered. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Record<string, unknown> & {
    readonly code?: string;
    readonly problems?: readonly { path: string; code: string; message: string }[];
  };
}

/** A web server on a database of its own, asked over the loopback as clients ask. */
export class Served {
  readonly url: string;
  readonly databaseUrl: string;
  readonly db: Database;
  /** Stops the server and leaves the database. */
  readonly stop: () => Promise<void>;
  private readonly end: () => Promise<void>;

  private constructor(
    url: string,
    databaseUrl: string,
    db: Database,
    stop: () => Promise<void>,
    end: () => Promise<void>,
  ) {
    this.url = url;
    this.databaseUrl = databaseUrl;
    this.db = db;
    this.stop = stop;
    this.end = end;
  }

  /** @param options what else the server is built with; `like`: on a clone of this database */
  static async open({ like, ...options }: Partial<Place> & { like?: TestDatabase } = {}): Promise<Served> {
    const database = await freshDatabase(like);
    const home = temporaryFolder("served");
    const server = await buildServer({ url: database.url, home, checkAnswers: true, ...options });
    const db = new Database(database.url);
    let stopped: Promise<void> | undefined;
    const stop = (): Promise<void> => (stopped ??= server.close());
    return new Served(await server.listen(0), database.url, db, stop, async () => {
      await stop();
      await db.close();
      await database.drop();
      await rm(home, { recursive: true, force: true });
    });
  }

  close(): Promise<void> {
    return this.end();
  }

  /** Asks; a body that is no text or bytes is sent as JSON. */
  async ask(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const raw = body === undefined || typeof body === "string" || body instanceof Uint8Array;
    const response = await fetch(this.url + path, {
      signal: AbortSignal.timeout(15_000),
      method,
      headers: { ...(body === undefined ? {} : { "content-type": "application/json" }), ...headers },
      ...(body === undefined ? {} : { body: (raw ? body : JSON.stringify(body)) as string }),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: /json/.test(response.headers.get("content-type") ?? "")
        ? (JSON.parse(text) as Answer["body"])
        : {},
    };
  }

  get = (path: string, headers?: Record<string, string>): Promise<Answer> =>
    this.ask("GET", path, undefined, headers);
  post = (path: string, body: unknown = {}, headers?: Record<string, string>): Promise<Answer> =>
    this.ask("POST", path, body, headers);
  put = (path: string, body: unknown): Promise<Answer> => this.ask("PUT", path, body);
  patch = (path: string, body: unknown): Promise<Answer> => this.ask("PATCH", path, body);
  delete = (path: string): Promise<Answer> => this.ask("DELETE", path);
}
