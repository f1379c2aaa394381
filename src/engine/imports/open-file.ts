import { Fault, problem } from "#kernel/fault.ts";
import type { Engine } from "../engine.ts";
import { readCsv, type Encoding, type Line, type Source } from "./csv.ts";
import { activitiesImportSchema, peopleImportSchema } from "./import-options.ts";
import type { Import, Loader } from "./import-row.ts";
import { LineSource } from "./line-source.ts";
import { loadActivities } from "./load-activities.ts";
import { loadPeople } from "./load-people.ts";

/** A file whose header has been read. */
export interface OpenFile {
  /** What its columns are called, each by a name of its own. */
  readonly header: readonly string[];
  /** What is written there. */
  readonly written: readonly string[];
  /** Names that several columns of the file have. */
  readonly repeated: readonly string[];
  /** The lines after it. */
  readonly lines: LineSource;
}

/** No column has a longer name. */
const LONGEST_NAME = 1_000;

/**
 * Opens a file.
 *
 * @param cut the file is only the beginning of one
 * @throws Fault with what is wrong with its first line, that nothing can be read without
 */
export async function openFile(file: Source, encoding: Encoding, cut = false): Promise<OpenFile> {
  const lines = new LineSource(readCsv(file, encoding, cut));
  const first = await lines.next();
  const cells = (first?.cells ?? []).map((cell) => cell.trim().normalize("NFC"));
  const wrong = wrongHeader(first, cells, encoding);
  if (wrong) {
    await lines.close();
    throw new Fault(wrong);
  }
  const repeated = new Set(cells.filter((cell, index) => cell !== "" && cells.indexOf(cell) < index));
  return { header: named(cells), written: cells, repeated: [...repeated], lines };
}

function wrongHeader(first: Line | undefined, cells: readonly string[], encoding: Encoding) {
  if ((first?.raw ?? first?.cells[0] ?? "").startsWith(WORKBOOK)) return problem("file", "import.workbook");
  if (first?.problem?.code === "import.bytes" || cells.some((cell) => cell.includes("\0")))
    return problem("file", "import.encoding", { encoding });
  if (first?.problem?.code === "import.quote") return problem("file", "import.header");
  if (first?.problem || cells.some((cell) => cell.length > LONGEST_NAME))
    return problem("file", "import.headerLong", { limit: LONGEST_NAME });
  return cells.every((cell) => cell === "") ? problem("file", "import.empty") : undefined;
}

/** What the files of newer spreadsheets begin with. */
const WORKBOOK = "PK\u{3}\u{4}";

/** Names of their own: a column without one is called by its place, a name that comes again gets a number. */
function named(cells: readonly string[]): string[] {
  const taken = new Set(cells);
  return cells.map((cell, index) => {
    if (cell !== "" && cells.indexOf(cell) === index) return cell;
    const name = cell === "" ? `#${index + 1}` : `${cell} (2)`;
    const own = cell === "" && !taken.has(name) ? name : firstFree(taken, cell === "" ? name : cell);
    taken.add(own);
    return own;
  });
}

function firstFree(taken: ReadonlySet<string>, name: string): string {
  let number = 2;
  while (taken.has(`${name} (${number})`)) number += 1;
  return `${name} (${number})`;
}

/** What works the rows of an import. @throws Fault when header and options do not fit */
export function loaderOf(
  engine: Engine,
  { kind, options }: Pick<Import, "kind" | "options">,
  header: readonly string[],
): Loader<unknown> {
  return kind === "people"
    ? loadPeople(engine, header, peopleImportSchema.parse(options))
    : loadActivities(engine, header, activitiesImportSchema.parse(options));
}
