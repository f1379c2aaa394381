import { Readable } from "node:stream";
import { z } from "zod";
import { Fault, problem } from "#kernel/fault.ts";
import { findField } from "#domain/catalog.ts";
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
  }),
  async run({ engine, upload }: Context, given) {
    const bytes = await beginning(upload);
    const encoding = given.encoding ?? guessEncoding(bytes);
    const file = await openFile(Readable.from([bytes]), encoding);
    const rows = await firstRows(file);
    return { encoding, columns: columnsOf(engine, file.header), rows, listening: listeningTo(engine) };
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

/** A column called like a field, however it is written, is likely to be that field; one field is guessed once. */
function columnsOf({ definitions }: Engine, header: readonly string[]) {
  const taken = new Set<string>();
  return header.map((name) => {
    const field =
      findField(definitions.catalog, name) ??
      findField(definitions.catalog, NAMED[plain(name)] ?? plain(name));
    const fits = field && !field.hidden && !field.readOnly && field.type !== "formula";
    if (!fits || taken.has(field.name)) return { name, field: null };
    taken.add(field.name);
    return { name, field: field.name };
  });
}

const plain = (name: string): string =>
  name
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .replaceAll(/[^\p{L}\p{N}]+/gu, "_")
    .replaceAll(/^_|_$/g, "")
    .toLowerCase();

/** What other programs call these fields. */
const NAMED: Record<string, string> = {
  e_mail: "email",
  mail: "email",
  email_address: "email",
  e_mail_address: "email",
  adresse_e_mail: "email",
  firstname: "first_name",
  given_name: "first_name",
  prenom: "first_name",
  lastname: "last_name",
  surname: "last_name",
  family_name: "last_name",
  nom: "last_name",
  company_name: "company",
  societe: "company",
  title: "job_title",
  zip: "postal_code",
  zip_code: "postal_code",
  code_postal: "postal_code",
  ville: "city",
  pays: "country",
};

function listeningTo({ definitions }: Engine): { id: number; name: string }[] {
  const found = RECORDED.flatMap(({ id }) => definitions.listening.get(id) ?? []);
  const campaigns = new Map(
    found.map(({ version: { campaign } }) => [campaign.id, { id: campaign.id, name: campaign.name }]),
  );
  return [...campaigns.values()];
}
