import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { extname, join } from "node:path";

/** A file of the built pages, in memory, in every form it is sent in. */
export interface WebFile {
  readonly type: string;
  readonly body: Buffer;
  readonly gzip: Buffer | undefined;
  readonly brotli: Buffer | undefined;
}

/** The built pages: a few megabytes, read once. */
export interface WebFiles {
  /** By path below `/`. */
  readonly files: ReadonlyMap<string, WebFile>;
  readonly index: WebFile;
  /** What a page may load and do (Content-Security-Policy). */
  readonly policy: string;
}

const TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};

export async function readWebFiles(folder: string): Promise<WebFiles> {
  const names = await readdir(folder, { recursive: true });
  const plain = names.filter((name) => TYPES[extname(name)] !== undefined);
  const read = (name: string): Promise<Buffer | undefined> =>
    names.includes(name) ? readFile(join(folder, name)) : Promise.resolve(undefined);
  const files = new Map<string, WebFile>();
  for (const name of plain)
    files.set(`/${name}`, {
      type: TYPES[extname(name)] as string,
      body: await readFile(join(folder, name)),
      gzip: await read(`${name}.gz`),
      brotli: await read(`${name}.br`),
    });
  const index = files.get("/index.html") as WebFile;
  files.delete("/index.html");
  return { files, index, policy: policyFor(index.body.toString()) };
}

/**
 * Only our own scripts, and the one in the page itself by its hash. Styles may stand in attributes, which components
 * set; pictures may come from anywhere, for mails show theirs.
 */
function policyFor(html: string): string {
  const inline = [...html.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(
    ([, script = ""]) => `'sha256-${createHash("sha256").update(script).digest("base64")}'`,
  );
  return [
    "default-src 'self'",
    `script-src 'self' ${inline.join(" ")}`.trim(),
    "style-src 'self' 'unsafe-inline'",
    "img-src * data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}
