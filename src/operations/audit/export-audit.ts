import { z } from "zod";
import type { Instant } from "#kernel/clock.ts";
import type { Language } from "#kernel/fault.ts";
import { auditWord } from "#domain/audit-words.ts";
import { CSV_BEGINS, csvLine } from "#domain/csv.ts";
import type { Database } from "#store/db.ts";
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
    return auditFile(engine.db, asked, daysBefore(engine.clock.now(), EXPORTED), own ?? language);
  },
});

const HEADINGS: Record<Language, readonly string[]> = {
  en: ["ID", "Date", "By", "Action", "Kind", "Number", "Name", "Details"],
  fr: ["ID", "Date", "Par", "Action", "Type", "Numéro", "Nom", "Détails"],
};

/** Page by page: what happens meanwhile stands before the first. */
async function* auditFile(
  db: Database,
  asked: Parameters<typeof readAudit>[1],
  since: Instant,
  language: Language,
): AsyncGenerator<string> {
  yield CSV_BEGINS + csvLine(HEADINGS[language]);
  let after: AuditCursor | undefined;
  do {
    const page = await readAudit(db, asked, { since, after, limit: PORTION });
    yield page.events.map((event) => lineOf(event, language)).join("");
    after = page.next;
  } while (after);
}

const lineOf = (
  { id, occurredOn, actor, action, object, objectId, name, detail }: AuditEvent,
  language: Language,
): string =>
  csvLine([
    id,
    occurredOn,
    actor,
    auditWord(action, language),
    auditWord(object, language),
    objectId,
    name,
    Object.keys(detail).length > 0 ? JSON.stringify(detail) : null,
  ]);
