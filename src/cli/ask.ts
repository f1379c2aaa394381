import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { Readable } from "node:stream";
import { pathNames, type AnyOperation } from "#operations/define.ts";
import { Usage, type Command } from "./command.ts";

const server = (): string =>
  (process.env["MUSTER_URL"] ?? `http://127.0.0.1:${process.env["PORT"] ?? "3000"}`).replace(/\/$/, "");

/** Asks the running server. @throws Error with the sentences of what it refused, one a line */
export async function ask(operation: AnyOperation, { input, file }: Command): Promise<unknown> {
  const url = new URL(
    server() +
      operation.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(input[name]))),
  );
  const rest = Object.fromEntries(
    Object.entries(input).filter(([name]) => !pathNames(operation.path).includes(name)),
  );
  const inQuery = operation.method === "GET" || operation.upload === true;
  if (inQuery)
    for (const [name, value] of Object.entries(rest))
      for (const one of [value].flat())
        url.searchParams.append(name, typeof one === "string" ? one : JSON.stringify(one));
  const body = operation.upload
    ? await upload(file ?? "-")
    : inQuery || operation.method === "DELETE"
      ? {}
      : { headers: { "content-type": "application/json" }, body: JSON.stringify(rest) };
  const response = await fetch(url, { method: operation.method, ...body }).catch((error: Error) => {
    throw new Error(
      `No Muster answers at ${server()}. Start it with “npm start”, or name it in MUSTER_URL. (${(error.cause as Error | undefined)?.message ?? error.message})`,
    );
  });
  const answer = await response.json();
  if (response.ok) return answer;
  const { problems = [], title } = answer as {
    problems?: { path: string; message: string }[];
    title?: string;
  };
  throw new Error(
    problems.map(({ path, message }) => (path ? `${path}: ${message}` : message)).join("\n") ||
      title ||
      response.statusText,
  );
}

async function upload(file: string): Promise<object> {
  if (file !== "-") {
    const found = await stat(file).catch(() => undefined);
    if (!found?.isFile()) throw new Usage(`There is no file “${file}”.`);
  }
  const stream = file === "-" ? process.stdin : createReadStream(file);
  return {
    headers: { "content-type": "application/octet-stream" },
    body: Readable.toWeb(stream),
    duplex: "half",
  };
}
