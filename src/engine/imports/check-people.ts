import { problem } from "#kernel/fault.ts";
import type { Engine } from "../engine.ts";
import type { RowOutcome } from "../people/people-write.ts";
import type { Line } from "./csv.ts";
import type { PeopleImport } from "./import-options.ts";
import { ofTheRow, readLine, type Note, type RowFault } from "./import-row.ts";
import { loadPeople, type PeopleLoader } from "./load-people.ts";
import type { OpenFile } from "./open-file.ts";

/** A row of a file, and what an import would make of it. */
export interface CheckedRow {
  readonly line: Line;
  readonly outcome: RowOutcome | "rejected";
  /** What is wrong with it: why it is rejected, or what it is taken with all the same. */
  readonly faults: readonly RowFault[];
  /** What would be stored, column by column of the loader's; `null` leaves the field alone, the empty text empties it. */
  readonly values: readonly (string | null)[];
}

export interface CheckedPeople {
  /** The columns of the file that fill a field. */
  readonly columns: PeopleLoader["filled"];
  /** The others. */
  readonly ignored: readonly string[];
  readonly rows: readonly CheckedRow[];
  /** These are all the rows of the file. */
  readonly all: boolean;
}

/** So many characters are looked at: rows can be as long as they like. */
const MOST_CHARACTERS = 4_000_000;

/**
 * Does what an import would do with the first rows of a file, by the import's own code, in one transaction that is taken
 * back: nothing is written and no campaign is told (docs/decisions/0055-checking-an-import.md).
 *
 * @param most how many rows
 * @throws Fault when header and options do not fit
 */
export async function checkPeople(
  engine: Engine,
  { header, lines }: OpenFile,
  options: PeopleImport,
  most: number,
): Promise<CheckedPeople> {
  const loader = loadPeople(engine, header, { ...options, live: false });
  const read: { line: Line; read: ReturnType<PeopleLoader["read"]> }[] = [];
  let characters = 0;
  let line = await lines.next();
  for (; line && read.length < most && characters < MOST_CHARACTERS; line = await lines.next()) {
    read.push({ line, read: readLine(loader, line, header.length) });
    characters += line.raw?.length ?? line.cells.reduce((sum, cell) => sum + cell.length, 0);
  }
  const good = read.flatMap(({ line: at, read: row }) => ("row" in row ? [{ line: at, row: row.row }] : []));
  const tried = await tryRows(engine, loader, good);
  const before = new Map<string, number>();
  const rows = read.map(({ line: at, read: row }): CheckedRow => {
    if ("faults" in row) return { line: at, outcome: "rejected", faults: row.faults, values: [] };
    const found = tried.get(at);
    const { outcome, faults } = found ?? { outcome: "skipped", faults: [] };
    const same = sameAsBefore(before, loader.repeats(row.row), at.line);
    return {
      line: at,
      outcome,
      faults: [...(row.leftOut ?? []), ...faults, ...same],
      values: row.row.values,
    };
  });
  return { columns: loader.filled, ignored: loader.ignored, rows, all: line === undefined };
}

/** That a line is about the same person as one before it: what that one wrote it writes over, and nobody would see. */
function sameAsBefore(before: Map<string, number>, person: string | undefined, line: number): RowFault[] {
  if (person === undefined) return [];
  const first = before.get(person);
  before.set(person, line);
  return first === undefined ? [] : [ofTheRow(problem("", "import.samePerson", { line: first }))];
}

/** What was written is taken back. */
class Undone extends Error {}

type Tried = ReadonlyMap<Line, Pick<CheckedRow, "outcome" | "faults">>;

async function tryRows(
  engine: Engine,
  loader: PeopleLoader,
  rows: Parameters<PeopleLoader["write"]>[0],
): Promise<Tried> {
  const tried = new Map<Line, Pick<CheckedRow, "outcome" | "faults">>();
  if (rows.length === 0) return tried;
  await engine.turns.bulk();
  const found = async (
    results: readonly { outcome: RowOutcome }[],
    notes: readonly Note[],
  ): Promise<never> => {
    for (const [index, { line }] of rows.entries())
      tried.set(line, {
        outcome: results[index]?.outcome ?? "skipped",
        faults: notes.find((note) => note.line === line)?.faults ?? [],
      });
    throw new Undone();
  };
  await loader
    .write(rows, (_, results, notes) => found(results, notes))
    .catch((error: unknown) => {
      if (!(error instanceof Undone)) throw error;
    });
  return tried;
}
