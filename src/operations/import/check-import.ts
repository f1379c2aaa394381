import type { Readable } from "node:stream";
import { z } from "zod";
import { Fault, problem, sentence, type Language } from "#kernel/fault.ts";
import { checkPeople, type CheckedPeople, type CheckedRow } from "#engine/imports/check-people.ts";
import { peopleImportSchema } from "#engine/imports/import-options.ts";
import { openFile } from "#engine/imports/open-file.ts";
import { currentDefinitions } from "#engine/engine.ts";
import { defineOperation } from "../define.ts";
import { newListInput, withNewList } from "./new-list.ts";
import { mappingInQuery } from "./query-mapping.ts";

const OUTCOMES = ["created", "updated", "unchanged", "skipped", "rejected"] as const;
/** The longest text of a cell that is shown. */
const LONGEST = 200;

const checked = z.object({
  columns: z
    .array(z.object({ name: z.string(), field: z.string() }))
    .meta({ description: "The columns that fill a field" }),
  ignored: z
    .array(z.string())
    .meta({ description: "The other columns: what stands in them is not imported" }),
  rows: z.array(
    z.object({
      line: z.int(),
      outcome: z.enum(OUTCOMES),
      reasons: z.array(z.string()).meta({ description: "What is wrong with the row as a whole" }),
      cells: z
        .array(
          z.object({
            text: z.string().meta({ description: "As it stands in the file" }),
            stored: z
              .string()
              .nullable()
              .meta({ description: "As it would be stored; null: nothing, “”: the field is emptied" }),
            wrong: z.string().nullable().meta({ description: "Why it cannot be" }),
          }),
        )
        .meta({ description: "Its cells, one for each column" }),
    }),
  ),
  created: z.int(),
  updated: z.int(),
  unchanged: z.int(),
  skipped: z.int(),
  rejected: z.int(),
  leftOut: z.int().meta({ description: "Values that would be left out of rows that would be taken" }),
  all: z.boolean().meta({ description: "These are all the rows of the file" }),
});
type Checked = z.infer<typeof checked>;

/** Does an import of the first rows without keeping anything of it. */
export const checkImport = defineOperation({
  id: "check-import",
  noun: "import",
  verb: "check",
  method: "POST",
  path: "/api/imports/check",
  summary:
    "Try an import of people on the first rows of a CSV file: what each would do, and what is wrong with it",
  effect: "read",
  upload: true,
  errors: ["import.empty", "import.column", "import.noKeyColumn", "import.encoding", "import.twoLists"],
  input: peopleImportSchema.extend({
    mapping: mappingInQuery,
    newList: newListInput,
    rows: z.coerce
      .number()
      .int()
      .min(1)
      .max(1_000)
      .default(200)
      .meta({ description: "How many rows are tried" }),
    cut: z.stringbool().or(z.boolean()).default(false).meta({
      description: "Only the beginning of the file is sent: its last row may go on, and is left out",
    }),
  }),
  output: checked,
  shown: ({ columns, ignored, rows, ...counts }) => ({
    ...counts,
    columns: columns.map(({ name, field }) => `${name} → ${field}`).join(", "),
    ...(ignored.length > 0 ? { ignored: ignored.join(", ") } : {}),
    rows: rows.flatMap(({ line, outcome, reasons, cells }) => {
      const wrong = cells.flatMap((cell, index) =>
        cell.wrong ? [`${columns[index]?.name}: ${cell.wrong}`] : [],
      );
      return reasons.length + wrong.length > 0
        ? [{ line, outcome, reason: [...reasons, ...wrong].join(" ") }]
        : [];
    }),
  }),
  async run({ engine, upload, language = "en" }, { rows, cut, newList, ...given }): Promise<Checked> {
    if (!upload) throw new Fault(problem("file", "import.empty"));
    try {
      const { catalog } = await currentDefinitions(engine);
      const options = withNewList(given, newList, catalog);
      const file = await openFile(upload.iterator({ destroyOnReturn: false }), options.encoding, cut);
      const found = await checkPeople(engine, file, options, rows);
      await file.lines.close();
      return answerOf(found, found.all && !cut, language);
    } finally {
      await letGo(upload);
    }
  },
});

/** What is not needed is read all the same: whoever sends it would never hear the answer. */
async function letGo(upload: Readable): Promise<void> {
  for await (const _ of upload);
}

function answerOf({ columns, ignored, rows }: CheckedPeople, all: boolean, language: Language): Checked {
  const many = (outcome: Checked["rows"][number]["outcome"]): number =>
    rows.filter((row) => row.outcome === outcome).length;
  return {
    columns: columns.map(({ column, field }) => ({ name: column, field: field.name })),
    ignored: [...ignored],
    rows: rows.map((row) => rowOf(row, columns, language)),
    created: many("created"),
    updated: many("updated"),
    unchanged: many("unchanged"),
    skipped: many("skipped"),
    rejected: many("rejected"),
    leftOut: rows
      .filter(({ outcome }) => outcome !== "rejected")
      .reduce((sum, { faults }) => sum + faults.filter(({ cell }) => cell !== undefined).length, 0),
    all,
  };
}

function rowOf(
  { line, outcome, faults, values }: CheckedRow,
  columns: CheckedPeople["columns"],
  language: Language,
): Checked["rows"][number] {
  const keeps = outcome !== "rejected" && outcome !== "skipped";
  const sentences = (at: number | undefined): string[] =>
    faults.filter(({ cell }) => cell === at).map(({ problem: wrong }) => sentence(wrong, language));
  const placed = new Set(columns.map(({ index }) => index));
  return {
    line: line.line,
    outcome,
    reasons: faults
      .filter(({ cell }) => cell === undefined || !placed.has(cell))
      .map(({ problem: wrong }) => sentence(wrong, language)),
    cells: columns.map(({ index }, place) => ({
      text: (line.cells[index] ?? (place === 0 ? line.raw : undefined) ?? "").slice(0, LONGEST),
      stored: keeps ? (values[place]?.slice(0, LONGEST) ?? null) : null,
      wrong: sentences(index).join(" ") || null,
    })),
  };
}
