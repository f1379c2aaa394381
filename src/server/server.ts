import Fastify from "fastify";

/** The web server, not yet listening. */
export interface MusterServer {
  /** Listens on the loopback address; gives the URL. Port 0 chooses a free one. */
  listen(port: number): Promise<string>;
  close(): Promise<void>;
}

export async function buildServer(_options: { url: string; home: string }): Promise<MusterServer> {
  const app = Fastify();
  app.get("/healthz", async () => ({ status: "ok" }));
  return {
    listen: (port) => app.listen({ port, host: "127.0.0.1" }),
    close: async () => app.close(),
  };
}
