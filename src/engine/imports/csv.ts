import { createReadStream } from "node:fs";
import { Transform, type Readable } from "node:stream";
import { parse, type CsvError } from "csv-parse";
import { Fault, problem } from "#kernel/fault.ts";

/** The encodings a file can be in (behaviour §2.10). */
export const encodings = ["utf-8", "utf-16le", "utf-16be", "shift_jis", "euc-jp"] as const;
export type Encoding = (typeof encodings)[number];

/** The longest record, in characters: a quote that is never closed must not swallow the memory. */
const LONGEST = 1_000_000;

/** A record of a file, or why there is none. */
export interface Line {
  /** The number of its last line in the file, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
  /** What the reader says of a record that cannot be read. */
  readonly broken?: string;
}

/**
 * Reads a CSV file as a stream, header first. Records that cannot be read come as broken ones and the next is read on.
 *
 * @throws Fault `import.encoding` where the bytes are not of the encoding, `import.quote` where a quote is never closed
 */
export async function* readCsv(file: string | Readable, encoding: Encoding): AsyncGenerator<Line> {
  const broken: (Line & { fatal: boolean })[] = [];
  const source = typeof file === "string" ? createReadStream(file, { highWaterMark: 256 * 1024 }) : file;
  const text = decode(encoding);
  const parser = parse({
    bom: true,
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    max_record_size: LONGEST,
    on_skip: (error?: CsvError) => void broken.push({ line: Number(error?.["lines"] ?? 0), cells: [], broken: error?.message ?? "", fatal: ENDLESS.has(error?.code ?? "") }),
  });
  source.on("error", (error: Error) => text.destroy(error));
  text.on("error", (error) => parser.destroy(error));
  source.pipe(text).pipe(parser);
  let last = 0;
  const passing = (line: (Line & { fatal: boolean }) | undefined): Line => {
    if (line?.fatal) throw new Fault(problem("file", "import.quote", { line: last + 1 }));
    return line as Line;
  };
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      // The parser reads ahead of us: a broken record waits for its place.
      while (broken[0] && broken[0].line < info.lines) yield passing(broken.shift());
      last = info.lines;
      yield { line: last, cells: record };
    }
    for (const one of broken) yield passing(one);
  } catch (error) {
    if (error instanceof Fault) throw error;
    const { code, lines, message } = error as CsvError & { lines?: number };
    if (typeof code !== "string" || !code.startsWith("CSV_")) throw error;
    throw new Fault(problem("file", "import.csv", { line: lines ?? 0, reason: message }), { cause: error });
  } finally {
    source.destroy();
  }
}

/** What the reader says when a quote swallowed everything that came after it. */
const ENDLESS = new Set<string>(["CSV_QUOTE_NOT_CLOSED", "CSV_MAX_RECORD_SIZE"]);

function decode(encoding: Encoding): Transform {
  const decoder = new TextDecoder(encoding, { fatal: true });
  const read = (chunk: Buffer | undefined, done: (error: Error | null, text?: string) => void): void => {
    try {
      done(null, decoder.decode(chunk, { stream: chunk !== undefined }));
    } catch (cause) {
      done(new Fault(problem("file", "import.encoding", { encoding }), { cause }));
    }
  };
  return new Transform({
    decodeStrings: false,
    encoding: "utf8",
    transform: (chunk: Buffer, _, done) => read(chunk, done),
    flush: (done) => read(undefined, done),
  });
}
