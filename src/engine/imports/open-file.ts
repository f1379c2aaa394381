import type { Readable } from "node:stream";
import { Fault, problem } from "#kernel/fault.ts";
import type { Engine } from "../engine.ts";
import { readCsv, type Encoding } from "./csv.ts";
import { activitiesImportSchema, peopleImportSchema } from "./import-options.ts";
import type { Import, Loader } from "./import-row.ts";
import { LineSource } from "./line-source.ts";
import { loadActivities } from "./load-activities.ts";
import { loadPeople } from "./load-people.ts";

/** A file whose header has been read. */
export interface OpenFile {
  readonly header: readonly string[];
  /** The lines after it. */
  readonly lines: LineSource;
}

/** Opens a file. @throws Fault `import.empty` without a header, `import.encoding` when that is not of the encoding */
export async function openFile(file: string | Readable, encoding: Encoding): Promise<OpenFile> {
  const lines = new LineSource(readCsv(file, encoding));
  const first = await lines.next();
  const cells = (first?.cells ?? []).map((cell) => cell.trim().normalize("NFC"));
  const strange = first?.problem?.code === "import.bytes" || cells.some((cell) => cell.includes("\0"));
  if (first?.problem || strange || cells.every((cell) => cell === "")) await lines.close();
  if (strange) throw new Fault(problem("file", "import.encoding", { encoding }));
  if (first?.problem) throw new Fault({ ...first.problem, path: "file" });
  if (cells.every((cell) => cell === "")) throw new Fault(problem("file", "import.empty"));
  return { header: cells, lines };
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
