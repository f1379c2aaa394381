import { createReadStream } from "node:fs";
import { problem } from "#kernel/fault.ts";
import { formOf } from "./csv-form.ts";
import { CsvRecords, type Line } from "./csv-records.ts";

export type { Line } from "./csv-records.ts";

/** The encodings a file can be in (behaviour §2.10). A byte order mark at its beginning goes before what is named. */
export const encodings = ["utf-8", "utf-16le", "utf-16be", "shift_jis", "euc-jp", "windows-1252"] as const;
export type Encoding = (typeof encodings)[number];

/** Records of a file that were read in one go. */
export interface Portion {
  readonly lines: readonly Line[];
  /** How much of the file has been read for it. */
  readonly bytes: number;
}

/** Small enough that others of this process are not kept waiting by one portion. */
const PORTION = 64 * 1024;
const MOST_LINES = 1_000;
/** Where the first line is given up to be found. */
const LONGEST_HEADER = 2_000_000;

/** A file: its path, or its bytes as they come. */
export type Source = string | AsyncIterable<Buffer>;

/**
 * Reads a CSV file as a stream, header first, in flat memory whatever the file holds. A record that cannot be read comes
 * with its problem, in its place.
 *
 * @param cut the file is only the beginning of one: its last record is left out, for it may go on
 */
export async function* readCsv(file: Source, encoding: Encoding, cut = false): AsyncGenerator<Portion> {
  let bytes = 0;
  let start = "";
  let records: CsvRecords | undefined;
  for await (const { text, size } of readText(file, encoding)) {
    bytes += size;
    start += text ?? "";
    const form = records ? undefined : formOf(start, text === undefined || start.length > LONGEST_HEADER);
    if (form) records = new CsvRecords(form);
    if (!records) continue;
    yield* portions(records.read(start), encoding, bytes);
    start = "";
  }
  if (records && !cut) yield* portions(records.read(undefined), encoding, bytes);
}

/** What was kept back for a quote that is never closed can be very many lines: they come some at a time. */
function* portions(records: Iterable<Line>, encoding: Encoding, bytes: number): Generator<Portion> {
  let lines: Line[] = [];
  for (const line of records) {
    lines.push(refuseBytes(line, encoding));
    if (lines.length < MOST_LINES) continue;
    yield { lines, bytes };
    lines = [];
  }
  if (lines.length > 0) yield { lines, bytes };
}

/** The text of a file, portion by portion; at the end one without text. */
async function* readText(
  file: Source,
  encoding: Encoding,
): AsyncGenerator<{ text: string | undefined; size: number }> {
  const source = typeof file === "string" ? createReadStream(file, { highWaterMark: PORTION }) : file;
  let decoder: InstanceType<typeof TextDecoder> | undefined;
  for await (const chunk of source)
    for (let from = 0; from < chunk.length; from += PORTION) {
      const part = chunk.subarray(from, from + PORTION);
      decoder ??= new TextDecoder(marked(part) ?? encoding);
      yield { text: decoder.decode(part, { stream: true }), size: part.length };
    }
  yield { text: decoder?.decode() ?? "", size: 0 };
  yield { text: undefined, size: 0 };
}

/** What the byte order mark says. */
function marked([first, second, third]: Buffer): Encoding | undefined {
  if (first === 0xef && second === 0xbb && third === 0xbf) return "utf-8";
  if (first === 0xff && second === 0xfe) return "utf-16le";
  return first === 0xfe && second === 0xff ? "utf-16be" : undefined;
}

/** Bytes that are not of the encoding were read as this sign. */
const STRANGE = "\u{fffd}";

const refuseBytes = (line: Line, encoding: Encoding): Line =>
  line.cells.some((cell) => cell.includes(STRANGE))
    ? { ...line, cells: [], raw: line.cells.join(","), problem: problem("", "import.bytes", { encoding }) }
    : line;
