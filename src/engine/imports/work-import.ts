import { Fault, problem } from "#kernel/fault.ts";
import { sql } from "#kernel/sql.ts";
import { toIso } from "#kernel/clock.ts";
import { refreshDefinitions, type Engine } from "../engine.ts";
import { notify } from "../notification.ts";
import { readCsv, type Line } from "./csv.ts";
import { activitiesImportSchema, peopleImportSchema } from "./import-options.ts";
import type { Import, Loader, Note } from "./import-row.ts";
import { loadActivities } from "./load-activities.ts";
import { loadPeople } from "./load-people.ts";
import { finish, isCancelled, progress } from "./import-table.ts";

/** The first size of a chunk, in rows; after that its time decides. */
const FIRST = 1_000;
const LEAST = 100;
const MOST = 4_096;
/** What a chunk should take, in milliseconds. */
const GOAL = 45;

/**
 * Takes an import from where it stands to its end. Every chunk of rows and the place it reaches in the file are one
 * transaction, so each line is done exactly once, whatever is interrupted. Only one caller may work an import.
 */
export async function workImport(engine: Engine, job: Import): Promise<void> {
  try {
    await refreshDefinitions(engine);
    const done = await load(engine, job);
    await finish(engine, job.id, done ? "done" : "cancelled", null);
  } catch (error) {
    if (!(error instanceof Fault) || error.status >= 500) throw error;
    await finish(engine, job.id, "failed", error.problems);
    await notify(engine.db, engine.clock.now(), "import_failure", `import ${job.id}`, { import: job.id, problems: error.problems });
  }
}

async function load(engine: Engine, job: Import): Promise<boolean> {
  const options = job.kind === "people" ? peopleImportSchema.parse(job.options) : activitiesImportSchema.parse(job.options);
  const lines = readCsv(job.file, options.encoding);
  const header = (await lines.next()).value as Line | undefined;
  if (!header || header.broken !== undefined || header.cells.every((cell) => cell.trim() === "")) throw new Fault(problem("file", "import.empty"));
  const names = header.cells.map((cell) => cell.trim());
  const loader = (job.kind === "people" ? loadPeople(engine, names, peopleImportSchema.parse(job.options)) : loadActivities(engine, names, activitiesImportSchema.parse(job.options))) as Loader<unknown>;
  return loadLines(engine, job, loader, lines, names.length);
}

interface Chunk {
  readonly rows: { row: unknown; line: Line }[];
  readonly notes: Note[];
  last: number;
}

/** While the database works a chunk, the next one is read. */
async function loadLines(engine: Engine, job: Import, loader: Loader<unknown>, lines: AsyncGenerator<Line>, width: number): Promise<boolean> {
  let size = FIRST;
  let took = 0;
  let writing: Promise<void> = Promise.resolve();
  for (;;) {
    const chunk = await readChunk(job, loader, lines, width, size);
    await writing;
    if (chunk.last === 0) return true;
    if (await isCancelled(engine, job.id)) {
      await lines.return(undefined);
      return false;
    }
    await engine.turns.bulk(took);
    const began = performance.now();
    writing = writeChunk(engine, job, loader, chunk).then(() => {
      took = performance.now() - began;
      size = Math.round(Math.min(MOST, Math.max(LEAST, chunk.rows.length === 0 ? size : size * Math.min(2, Math.max(0.5, GOAL / Math.max(1, took))))));
    });
    writing.catch(() => {}); // it is awaited before the next chunk
  }
}

async function readChunk(job: Import, loader: Loader<unknown>, lines: AsyncGenerator<Line>, width: number, size: number): Promise<Chunk> {
  const chunk: Chunk = { rows: [], notes: [], last: 0 };
  while (chunk.rows.length + chunk.notes.length < size) {
    const next = await lines.next();
    if (next.done) break;
    const line = next.value;
    if (line.line <= job.linesDone) continue;
    chunk.last = line.line;
    const read = line.broken === undefined ? whole(loader, line, width) : { problem: problem("", "import.csv", { line: line.line, reason: line.broken }) };
    if ("row" in read) chunk.rows.push({ row: read.row, line });
    else chunk.notes.push({ line: line.line, warning: false, problem: read.problem, field: "field" in read ? (read.field ?? null) : null, cells: line.cells });
  }
  return chunk;
}

function whole(loader: Loader<unknown>, line: Line, width: number): ReturnType<Loader<unknown>["read"]> {
  if (line.cells.length === width) return loader.read(line);
  return { problem: problem("", "import.columns", { line: line.line, given: line.cells.length, wanted: width }) };
}

async function writeChunk(engine: Engine, job: Import, loader: Loader<unknown>, chunk: Chunk): Promise<void> {
  if (chunk.rows.length === 0) {
    await engine.db.transaction("bulk", (tx) => progress(tx, job.id, chunk.last, [], chunk.notes));
    return;
  }
  await loader.write(chunk.rows, ({ tx }, results, notes) => progress(tx, job.id, chunk.last, results, [...chunk.notes, ...notes]));
}

/** Whether an import is still wanted, and when it was begun. */
export async function beginImport(engine: Engine, id: number): Promise<void> {
  await engine.db.rows(sql`update import set state = 'running', started_on = coalesce(started_on, ${toIso(engine.clock.now())}::timestamptz) where id = ${id} and state = 'waiting'`);
}
