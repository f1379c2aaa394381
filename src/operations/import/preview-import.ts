import { Readable } from "node:stream";
import { z } from "zod";
import { Fault, problem, sentence, type Problem } from "#kernel/fault.ts";
import { isAddress } from "#domain/address.ts";
import { guessFields } from "#engine/imports/column-names.ts";
import { encodings } from "#engine/imports/csv.ts";
import { guessEncoding } from "#engine/imports/guess-encoding.ts";
import { openFile, type OpenFile } from "#engine/imports/open-file.ts";
import type { Engine } from "#engine/engine.ts";
import { addToList } from "#vocabulary/activities/add-to-list.ts";
import { changeDataValue } from "#vocabulary/activities/change-data-value.ts";
import { changeProgramStatus } from "#vocabulary/activities/change-program-status.ts";
import { changeScore } from "#vocabulary/activities/change-score.ts";
import { newPerson } from "#vocabulary/activities/new-person.ts";
import { defineOperation, type Context } from "../define.ts";

/** How many rows are shown. */
const ROWS = 8;
/** How much of the file is looked at, at most. */
const MOST = 2_000_000;

/** What a live import of people may record. */
const RECORDED = [newPerson, changeDataValue, changeScore, addToList, changeProgramStatus];

export const previewImport = defineOperation({
  id: "preview-import",
  noun: "import",
  verb: "preview",
  method: "POST",
  path: "/api/imports/preview",
  summary: "Read the header and the first rows of a CSV file of people, and guess what its columns are",
  effect: "read",
  upload: true,
  errors: ["import.empty", "import.encoding"],
  input: z.strictObject({
    encoding: z.enum(encodings).optional().meta({ description: "Left out, it is guessed" }),
  }),
  output: z.object({
    encoding: z.enum(encodings),
    columns: z.array(
      z.object({
        name: z.string(),
        field: z.string().nullable().meta({ description: "The API name of the field it is likely to be" }),
      }),
    ),
    rows: z.array(z.array(z.string())).meta({ description: "The first rows, cell by cell" }),
    listening: z
      .array(z.object({ id: z.int(), name: z.string() }))
      .meta({ description: "Active campaigns that people could start by a live import" }),
    warnings: z.array(z.string()).meta({ description: "What is strange about the file" }),
  }),
  async run({ engine, upload, language = "en" }: Context, given) {
    const bytes = await beginning(upload);
    const encoding = given.encoding ?? guessEncoding(bytes);
    const file = await openFile(Readable.from([bytes]), encoding);
    const rows = await firstRows(file);
    const fields = guessFields(file.header, engine.definitions.catalog);
    return {
      encoding,
      columns: file.header.map((name, index) => ({ name, field: fields[index]?.name ?? null })),
      rows,
      listening: listeningTo(engine),
      warnings: doubts(file).map((one) => sentence(one, language)),
    };
  },
});

/** The first bytes of an upload. What comes after is let go. */
async function beginning(upload: Readable | undefined): Promise<Buffer> {
  if (!upload) throw new Fault(problem("", "import.empty"));
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of upload as AsyncIterable<Buffer>) {
    if (size < MOST) chunks.push(chunk);
    size += chunk.length;
  }
  return Buffer.concat(chunks).subarray(0, MOST);
}

async function firstRows({ lines }: OpenFile): Promise<string[][]> {
  const rows: string[][] = [];
  for (let line = await lines.next(); line && rows.length < ROWS; line = await lines.next())
    if (!line.problem) rows.push([...line.cells]);
  await lines.close();
  return rows;
}

/** What makes one doubt that the file is what it should be. */
const doubts = ({ header, repeated }: OpenFile): Problem[] => [
  ...header
    .filter((name) => isAddress(name))
    .slice(0, 1)
    .map((value) => problem("file", "import.noHeader", { value: value.slice(0, 100) })),
  ...repeated.map((column) => problem("file", "import.columnTwice", { column: column.slice(0, 100) })),
];

function listeningTo({ definitions }: Engine): { id: number; name: string }[] {
  const found = RECORDED.flatMap(({ id }) => definitions.listening.get(id) ?? []);
  const campaigns = new Map(
    found.map(({ version: { campaign } }) => [campaign.id, { id: campaign.id, name: campaign.name }]),
  );
  return [...campaigns.values()];
}
