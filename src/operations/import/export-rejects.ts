import { z } from "zod";
import { Fault, problem, type Language } from "#kernel/fault.ts";
import { sql } from "#kernel/sql.ts";
import type { Encoding } from "#engine/imports/csv.ts";
import { openFile } from "#engine/imports/open-file.ts";
import { rejectedFile, type RejectedRow } from "#engine/imports/rejected-file.ts";
import type { Database } from "#store/db.ts";
import { defineOperation, fileText, type FileText } from "../define.ts";
import { numberSchema } from "../number.ts";
import { languageInput } from "../person/page-input.ts";
import { readRejects } from "./read-rejects.ts";

/** How many rows are read at once. */
const PORTION = 1_000;

/** Gives the rows an import refused as a file to be mended and imported. */
export const exportRejects = defineOperation({
  id: "export-rejects",
  noun: "import",
  verb: "export-rejects",
  method: "GET",
  path: "/api/imports/:import/rejects.csv",
  summary:
    "Give the rows an import refused, or took with a warning or without some values, as CSV with the columns of its file, then line and reason",
  effect: "read",
  file: "text/csv",
  errors: ["not.found", "import.gone"],
  input: z.strictObject({ import: numberSchema, language: languageInput }),
  output: fileText,
  async run({ engine: { db }, language = "en" }, { import: id, language: own }): Promise<FileText> {
    const header = await headerOf(db, id);
    const said = own ?? language;
    return rejectedFile(header, portions(db, id, said), said);
  },
});

async function headerOf(db: Database, id: number): Promise<readonly string[]> {
  const [found] = await db.rows<{ file: string; encoding: Encoding }>(
    sql`select file, options ->> 'encoding' as encoding from import where id = ${id}`,
  );
  if (!found) throw new Fault(problem("import", "not.found", { kind: "import", name: String(id) }));
  try {
    const { written, lines } = await openFile(found.file, found.encoding);
    await lines.close();
    return written;
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === "ENOENT"
      ? new Fault(problem("import", "import.gone"), { cause: error })
      : error;
  }
}

async function* portions(db: Database, id: number, language: Language): AsyncGenerator<RejectedRow[]> {
  for (let after: number | undefined = 0; after !== undefined;) {
    const rows = await readRejects(db, { import: id, after, limit: PORTION }, language);
    yield rows.map((one) => ({
      ...one,
      reason: [
        ...(one.kind === "left out" ? [LEFT_OUT[language]] : []),
        ...one.faults.map((fault) => reasonOf(fault, language)),
      ].join(" "),
    }));
    after = rows.length === PORTION ? rows.at(-1)?.line : undefined;
  }
}

/** What stands before the reasons of a row that was taken without the values they are about. */
const LEFT_OUT = { en: "Imported without what is wrong.", fr: "Importée sans ce qui ne va pas." } as const;

const reasonOf = ({ field, reason }: { field: string | null; reason: string }, language: Language): string =>
  field === null ? reason : `${field}${language === "fr" ? "\u00a0: " : ": "}${reason}`;
