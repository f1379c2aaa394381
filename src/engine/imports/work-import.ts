import { setImmediate as others } from "node:timers/promises";
import { Fault, problem } from "#kernel/fault.ts";
import { refreshDefinitions, type Engine } from "../engine.ts";
import { notify } from "../notification.ts";
import { PIECE_TIME } from "../turns.ts";
import type { Encoding, Line } from "./csv.ts";
import { begin, finish, progress, Stopped } from "./import-table.ts";
import { readLine, type Import, type Loader, type Note } from "./import-row.ts";
import type { LineSource } from "./line-source.ts";
import { loaderOf, openFile } from "./open-file.ts";

/** The first size of a chunk, in rows; after that its time decides. */
const FIRST = 1_000;
const LEAST = 50;
const MOST = 8_192;
/** The most rows about one person in a chunk: each waits for the one before it. */
const MOST_REPEATS = 16;
/** How many rows are read before others of this process get their turn. */
const AT_ONCE = 200;

/**
 * Takes an import from where it stands to its end. Every chunk of rows and the place it reaches in the file are one
 * transaction, so each line is done exactly once, whatever is interrupted. Only one caller should work an import; if
 * there are two, one of them stops.
 */
export async function workImport(engine: Engine, job: Import): Promise<void> {
  try {
    await begin(engine, job.id);
    await refreshDefinitions(engine);
    await load(engine, job);
    await finish(engine, job.id, "done", null);
  } catch (error) {
    if (error instanceof Stopped) return;
    const problems = problemsOf(error);
    if (!problems) throw error;
    await finish(engine, job.id, "failed", problems);
    await notify(engine.db, engine.clock.now(), "import_failure", job.name, { import: job.id, problems });
  }
}

/** Problems of the file or its options end the import; all others may be over when it is tried again. */
function problemsOf(error: unknown): Fault["problems"] | undefined {
  if (error instanceof Fault) return error.status < 500 ? error.problems : undefined;
  return (error as NodeJS.ErrnoException).code === "ENOENT" ? [problem("file", "import.gone")] : undefined;
}

async function load(engine: Engine, job: Import): Promise<void> {
  const { header, lines } = await openFile(job.file, (job.options as { encoding: Encoding }).encoding);
  try {
    await loadLines(engine, job, loaderOf(engine, job, header), lines, header.length);
  } finally {
    await lines.close();
  }
}

interface Chunk {
  readonly rows: { row: unknown; line: Line }[];
  readonly notes: Note[];
  /** The last line it reaches, and how much of the file was read for it. */
  last: number;
  bytes: number;
}

/** While the database works a chunk, the next one is read. */
async function loadLines(
  engine: Engine,
  job: Import,
  loader: Loader<unknown>,
  lines: LineSource,
  width: number,
): Promise<void> {
  let size = FIRST;
  let done = job.linesDone;
  let held: number | undefined;
  for (let writing: Promise<unknown> = Promise.resolve(); ;) {
    const chunk = await readChunk(job, loader, lines, width, size);
    await writing;
    if (chunk.last === 0) return;
    await engine.turns.bulk(held);
    const from = done;
    done = chunk.last;
    writing = loader.write(chunk.rows, async ({ tx, since }, results, notes) => {
      await progress(tx, { id: job.id, from, to: chunk.last, bytes: chunk.bytes }, results, [
        ...chunk.notes,
        ...notes,
      ]);
      held = performance.now() - since;
      size = nextSize(size, chunk.rows.length, held);
    });
    writing.catch(() => {}); // it is awaited before the next chunk
  }
}

/** A chunk that was not full says nothing about larger ones. */
function nextSize(size: number, rows: number, held: number): number {
  const fits = size * Math.min(2, Math.max(0.5, PIECE_TIME / Math.max(1, held)));
  return rows < size / 2 && fits > size ? size : Math.round(Math.min(MOST, Math.max(LEAST, fits)));
}

async function readChunk(
  job: Import,
  loader: Loader<unknown>,
  lines: LineSource,
  width: number,
  size: number,
): Promise<Chunk> {
  const chunk: Chunk = { rows: [], notes: [], last: 0, bytes: 0 };
  const repeats = new Map<string, number>();
  for (let seen = 1; chunk.rows.length + chunk.notes.length < size; seen += 1) {
    if (seen % AT_ONCE === 0) await others();
    const line = lines.now() ?? (await lines.next());
    if (!line) break;
    if (line.last <= job.linesDone) continue;
    const read = readLine(loader, line, width);
    if ("row" in read && !room(repeats, loader.repeats(read.row))) {
      lines.putBack();
      break;
    }
    if ("faults" in read) chunk.notes.push({ line, kind: "rejected", faults: read.faults });
    else {
      chunk.rows.push({ row: read.row, line });
      if (read.leftOut) chunk.notes.push({ line, kind: "left out", faults: read.leftOut });
    }
    chunk.last = line.last;
    chunk.bytes = lines.bytes;
  }
  return chunk;
}

/** Whether one more row about this person fits; counts it if so. */
function room(repeats: Map<string, number>, person: string | undefined): boolean {
  if (person === undefined) return true;
  const many = repeats.get(person) ?? 0;
  repeats.set(person, many + 1);
  return many < MOST_REPEATS;
}
