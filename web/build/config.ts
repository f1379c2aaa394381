import { join } from "node:path";
import type { InlineConfig } from "vite";
import { operationsPlugin } from "./operations-plugin.ts";

/** How the pages are built, for those who serve them and for `npm run dev` alike. */
export const config: InlineConfig = {
  configFile: false,
  root: join(import.meta.dirname, ".."),
  base: "/",
  publicDir: false,
  plugins: [operationsPlugin()],
  build: {
    target: "es2022",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    modulePreload: { polyfill: false },
  },
};
