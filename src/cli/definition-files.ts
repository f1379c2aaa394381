import { readdir, readFile, stat } from "node:fs/promises";
import { text as readAll } from "node:stream/consumers";
import { join } from "node:path";
import { unread, Usage } from "./command.ts";
import type { Terminal } from "./terminal.ts";
import { SAYS } from "./words.ts";

export interface File {
  readonly name: string;
  readonly text: string;
}

/** Reads files of definitions, those in folders, and what they name beside them; `-` is standard input. */
export async function readFiles(named: readonly string[], terminal: Terminal): Promise<File[]> {
  const found = new Map<string, string>();
  for (const name of named)
    for (const file of await filesIn(name)) {
      const text = file === "-" ? await readAll(terminal.input) : await read(file);
      found.set(file, text);
      for (const beside of besides(text)) {
        const path = join(file, "..", beside);
        const content = await readFile(path, "utf8").catch(() => undefined); // the server says that it is missing
        if (content !== undefined) found.set(path, content);
      }
    }
  return [...found].map(([name, text]) => ({ name, text }));
}

async function filesIn(name: string): Promise<string[]> {
  if (name === "-") return [name];
  const about = await stat(name).catch(() => undefined);
  if (!about) throw new Usage(SAYS.noFile(name));
  if (!about.isDirectory()) return [name];
  const inside = await readdir(name, { recursive: true });
  const found = inside.filter((one) => /\.ya?ml$/i.test(one)).toSorted();
  if (found.length === 0) throw new Usage(SAYS.noYaml(name));
  return found.map((one) => join(name, one));
}

const read = (file: string): Promise<string> =>
  readFile(file, "utf8").catch((error: Error) => {
    throw new Usage(unread(file, error));
  });

/** The files a text may name: `{ file: offer.html }`. */
const besides = (text: string): string[] =>
  [...text.matchAll(/\bfile:\s*(?:"([^"]+)"|'([^']+)'|([^\s,}]+))/g)].map(
    ([, double, single, plain]) => double ?? single ?? plain ?? "",
  );

/** Shows below a problem the line it is about, with the place marked. */
export const withSource = (message: string, files: readonly File[]): string =>
  message
    .split("\n")
    .map((line) => {
      const [, name, number, column] = /^(.*?):(\d+):(\d+): /.exec(line) ?? [];
      const source = files.find((file) => file.name === name)?.text.split(/\r?\n/)[Number(number) - 1];
      if (source === undefined) return line;
      const from = Math.max(0, Number(column) - 60); // of a long line the part around
      const mark = `${" ".repeat(String(number).length)} | ${" ".repeat(Number(column) - 1 - from)}^`;
      return `${line}\n  ${number} | ${source.slice(from, from + 100)}\n  ${mark}`;
    })
    .join("\n");
