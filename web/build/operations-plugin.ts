import type { Plugin } from "vite";
import type { Route } from "../route.ts";

const NAME = "virtual:operations";

/** Tells the client where each operation is, out of the operations' own list; its types it has from there as well. */
export const operationsPlugin = (): Plugin => ({
  name: "muster-operations",
  resolveId: (id) => (id === NAME ? `\0${NAME}` : undefined),
  load: async (id) =>
    id === `\0${NAME}` ? `export const routes = ${JSON.stringify(await routes())}` : undefined,
});

async function routes(): Promise<Record<string, Route>> {
  const { operations } = await import("#operations/index.ts");
  return Object.fromEntries(
    operations.map(({ id, method, path, noun, effect }) => [id, [method, path, noun, effect] as const]),
  );
}
