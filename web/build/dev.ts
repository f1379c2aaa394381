import react from "@vitejs/plugin-react";
import { createServer } from "vite";
import { config } from "./config.ts";

/* `npm run dev`: the pages as they are being written, before a Muster that runs (MUSTER_URL). */
const target = process.env["MUSTER_URL"] ?? `http://127.0.0.1:${process.env["PORT"] ?? 3000}`;
const proxy = {
  target,
  changeOrigin: true,
  // Muster answers only its own pages; here the pages come from elsewhere.
  configure: (server: {
    on(event: "proxyReq", then: (request: { removeHeader(name: string): void }) => void): void;
  }) => server.on("proxyReq", (request) => request.removeHeader("origin")),
};
const server = await createServer({
  ...config,
  plugins: [...(config.plugins ?? []), react()],
  server: { host: "127.0.0.1", proxy: { "/api": proxy, "/mailbox": proxy, "/m/": proxy } },
});
await server.listen();
server.printUrls();
