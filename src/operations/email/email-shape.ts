import { z } from "zod";
import { Fault, problem, type Problem } from "#kernel/fault.ts";
import { toIso, type Instant } from "#kernel/clock.ts";
import { sql, type Sql } from "#kernel/sql.ts";
import { emailContentSchema, type EmailContent } from "#domain/email.ts";
import type { Engine } from "#engine/engine.ts";
import type { Runner } from "#store/db.ts";
import { inFolder, placeOf, placeShape } from "../asset.ts";
import type { Reading } from "../define.ts";
import { problemShape, sentencesIn } from "../campaign/campaign-shape.ts";
import { checkEmail } from "./check-email.ts";

export const emailSummary = z.object({
  id: z.int(),
  name: z.string(),
  ...placeShape,
  subject: z.string().meta({ description: "Of the draft" }),
  operational: z.boolean(),
  approved: z.boolean().meta({ description: "It can be sent" }),
  changed: z.boolean().meta({ description: "The draft says something else than what is sent" }),
  updatedOn: z.string(),
});

export const emailShape = emailSummary.extend({
  content: emailContentSchema.meta({ description: "The draft" }),
  version: z.int().meta({ description: "The number of the draft: one more with every save" }),
  approvedVersion: z.int().nullable().meta({ description: "The number of the approved version" }),
  problems: z
    .array(problemShape)
    .meta({ description: "Everything that keeps the draft from being approved" }),
});
export type EmailShape = z.infer<typeof emailShape>;

interface Row {
  readonly id: number;
  readonly name: string;
  readonly folder: number | null;
  readonly draft: EmailContent;
  readonly content: EmailContent | null;
  readonly draftNumber: number;
  readonly number: number | null;
  readonly updatedOn: Instant;
}

const select = sql`select e.id, e.name, e.folder_id as folder, e.draft, e.draft_number as "draftNumber", v.content, v.number, e.updated_on as "updatedOn"
  from email e left join email_version v on v.id = e.version_id where e.deleted_on is null`;

/** How an e-mail stands: never approved, sent as its draft says, or the draft has been edited since. */
export const emailStates = ["draft", "approved", "changed"] as const;

const IN_STATE: Record<(typeof emailStates)[number], Sql> = {
  draft: sql`v.id is null`,
  approved: sql`v.content = e.draft`,
  changed: sql`v.content <> e.draft`,
};

interface Wanted {
  readonly after: number;
  readonly limit: number;
  readonly folder: number | null | undefined;
  readonly search: string;
  readonly state: (typeof emailStates)[number] | undefined;
}

export async function listOfEmails(
  engine: Engine,
  { after, limit, folder, search, state }: Wanted,
): Promise<z.infer<typeof emailSummary>[]> {
  const found = search
    ? sql`(strpos(fold(e.name), fold(${search})) > 0 or strpos(fold(e.draft ->> 'subject'), fold(${search})) > 0)`
    : sql`true`;
  const rows = await engine.db
    .rows<Row>(sql`${select} and e.id > ${after} and ${inFolder(sql`e.folder_id`, folder)}
    and ${found} and ${state ? IN_STATE[state] : sql`true`} order by e.id limit ${limit}`);
  return rows.map((row) => summary(engine, row));
}

function summary(
  engine: Engine,
  { id, name, folder, draft, content, updatedOn }: Row,
): z.infer<typeof emailSummary> {
  return {
    id,
    name,
    ...placeOf(engine.definitions.catalog, folder),
    subject: draft.subject,
    operational: draft.operational,
    approved: content !== null,
    changed: content === null || !sameContent(draft, content),
    updatedOn: toIso(updatedOn),
  };
}

export async function readEmail({ engine, language }: Reading, id: number): Promise<EmailShape> {
  const row = await emailRow(engine.db, id);
  return {
    ...summary(engine, row),
    content: row.draft,
    version: row.draftNumber,
    approvedVersion: row.number,
    problems: checkEmail(row.draft, engine.definitions.catalog).map(sentencesIn(language)),
  };
}

export async function emailRow(runner: Runner, id: number): Promise<Row> {
  const [row] = await runner.rows<Row>(sql`${select} and e.id = ${id}`);
  if (!row) throw new Fault(problem("email", "not.found", { kind: "e-mail", name: String(id) }));
  return row;
}

export const sameContent = (one: EmailContent, other: EmailContent): boolean =>
  (Object.keys(one) as (keyof EmailContent)[]).every((name) => one[name] === other[name]);

/** Refuses a draft that cannot be sent. @throws Fault */
export function refuseFaulty(problems: readonly Problem[]): void {
  if (problems.length > 0) throw new Fault([...problems]);
}
