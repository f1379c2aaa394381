import { z } from "zod";
import type { Instant } from "#kernel/clock.ts";
import { auditWord } from "#domain/audit-words.ts";
import type { Database } from "#store/db.ts";
import { csvFile, type CsvColumn } from "../csv-file.ts";
import { defineOperation, fileText, type FileText } from "../define.ts";
import { PORTION } from "../log-csv.ts";
import { languageInput } from "../person/page-input.ts";
import {
  auditInput,
  daysBefore,
  EXPORTED,
  readAudit,
  type AuditCursor,
  type AuditEvent,
} from "./audit-shape.ts";

/** Gives who did what as a file. */
export const exportAudit = defineOperation({
  id: "export-audit",
  noun: "audit",
  verb: "export",
  method: "GET",
  path: "/api/audit.csv",
  summary: "Give who created, changed, activated or deleted what in the last six months as CSV, newest first",
  effect: "read",
  file: "text/csv",
  input: z.strictObject({ ...auditInput, language: languageInput }),
  output: fileText,
  async run({ engine, language = "en" }, { language: own, ...asked }): Promise<FileText> {
    const since = daysBefore(engine.clock.now(), EXPORTED);
    return csvFile(COLUMNS, wholeTrail(engine.db, asked, since), own ?? language);
  },
});

/** Page by page: what happens meanwhile stands before the first. */
async function* wholeTrail(
  db: Database,
  asked: Parameters<typeof readAudit>[1],
  since: Instant,
): AsyncGenerator<readonly AuditEvent[]> {
  let after: AuditCursor | undefined;
  do {
    const page = await readAudit(db, asked, { since, after, limit: PORTION });
    yield page.events;
    after = page.next;
  } while (after);
}

const COLUMNS: readonly CsvColumn<AuditEvent>[] = [
  { en: "ID", fr: "ID", of: (event) => event.id },
  { en: "Date", fr: "Date", of: (event) => event.occurredOn },
  { en: "By", fr: "Par", of: (event) => event.actor },
  { en: "Action", fr: "Action", of: (event, language) => auditWord(event.action, language) },
  { en: "Kind", fr: "Type", of: (event, language) => auditWord(event.object, language) },
  { en: "Number", fr: "Numéro", of: (event) => event.objectId },
  { en: "Name", fr: "Nom", of: (event) => event.name },
  {
    en: "Details",
    fr: "Détails",
    of: ({ detail }) => (Object.keys(detail).length > 0 ? JSON.stringify(detail) : null),
  },
];
