import { rename, rm } from "node:fs/promises";
import { build } from "vite";
import { compress } from "./compress.ts";
import { config } from "./config.ts";

/*
 * `node web/build/build.ts FOLDER` builds the pages into a folder, which is there whole or not at all: two who build it
 * at once do not meet, and who comes second leaves what the first has made. Whoever builds them, tests among them, gets
 * the libraries as they are meant to be served, not as their developers run them.
 */
process.env["NODE_ENV"] = "production";
const [folder = ""] = process.argv.slice(2);
const making = `${folder}.${process.pid}`;
await build({
  ...config,
  mode: "production",
  logLevel: "error",
  build: { ...config.build, outDir: making },
});
await compress(making);
await rename(making, folder).catch(() => rm(making, { recursive: true }));
