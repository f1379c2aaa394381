import { Fault, problem } from "#kernel/fault.ts";
import { sql } from "#kernel/sql.ts";
import type { EmailContent } from "#domain/email.ts";
import { changesOf } from "../audit.ts";
import { note, nowOf, type Change } from "../change.ts";
import { named } from "../name.ts";
import { refuseNamed } from "../users-of.ts";
import { checkEmail } from "./check-email.ts";
import { emailRow, refuseFaulty } from "./email-shape.ts";
import { snapshot } from "./snapshot.ts";

export interface NewEmail {
  readonly name: string;
  readonly folder: number | null;
  readonly content: EmailContent;
}

/** Makes an e-mail; gives its number. It is a draft until it is approved. */
export async function makeEmail(change: Change, { name, folder, content }: NewEmail): Promise<number> {
  const { tx } = change;
  const now = nowOf(change);
  // History that was imported may know an e-mail of this name already: it is the same one.
  const [asset] = await tx.rows<{ id: number }>(sql`
    insert into asset as a (kind, name)
    select 'email', concat((select program_name from placed_folder where id = ${folder}::integer) || '.', ${name}::text)
    on conflict (kind, fold(name)) do update set name = excluded.name returning id`);
  const [row] = await named("e-mail", name, () =>
    tx.rows<{ id: number }>(sql`
    insert into email as e (id, name, folder_id, draft, created_on, updated_on)
    values (${asset?.id ?? 0}, ${name}, ${folder}::integer, ${JSON.stringify(content)}::jsonb, ${now}, ${now})
    on conflict (id) do update set name = excluded.name, folder_id = excluded.folder_id, draft = excluded.draft, draft_number = e.draft_number + 1, version_id = null,
      created_on = ${now}, updated_on = ${now}, deleted_on = null where e.deleted_on is not null returning id`),
  );
  if (!row) throw new Fault(problem("name", "name.taken", { kind: "e-mail", name }));
  change.unsettled = true;
  await note(change, "create", "email", row.id, { name });
  return row.id;
}

interface Edit {
  readonly name?: string | undefined;
  readonly content?: EmailContent | undefined;
}

/**
 * Changes an e-mail's name or draft; what is sent stays as approved.
 *
 * @param version the draft the client edited, when it says so: two editors do not overwrite each other
 */
export async function editEmail(
  change: Change,
  id: number,
  { name, content }: Edit,
  version?: number,
): Promise<void> {
  const { tx, catalog } = change;
  const before = await emailRow(tx, id);
  refuseOther(before.draftNumber, version);
  const renamed = name !== undefined && name !== before.name;
  if (renamed) await refuseNamed(tx, catalog, before.name);
  await named("e-mail", name ?? "", () =>
    tx.rows(sql`update email set name = coalesce(${name ?? null}, name), draft = coalesce(${content ? JSON.stringify(content) : null}::jsonb, draft),
      draft_number = draft_number + ${content ? 1 : 0}, updated_on = ${nowOf(change)} where id = ${id}`),
  );
  if (renamed) change.unsettled = true;
  await note(change, renamed ? "rename" : "edit", "email", id, changesOf(before, { name }));
}

/** @throws Fault when another draft was saved than the one the client knows */
function refuseOther(number: number, version: number | undefined): void {
  if (version !== undefined && version !== number)
    throw new Fault(problem("version", "email.changed", { version: number }));
}

/**
 * From now on its draft is sent. @throws Fault with everything that keeps it from that
 *
 * @param version the draft the client has read, when it says so: nobody approves what they have not seen
 */
export async function approve(change: Change, id: number, version?: number): Promise<void> {
  const { tx, catalog } = change;
  const { draft, draftNumber } = await emailRow(tx, id);
  refuseOther(draftNumber, version);
  refuseFaulty(checkEmail(draft, catalog));
  const approved = await snapshot(change, id, draft);
  await tx.rows(sql`update email set version_id = ${approved} where id = ${id}`);
  await note(change, "approve", "email", id, { version: approved });
}

/** It is no longer sent. */
export async function unapprove(change: Change, id: number): Promise<void> {
  await change.tx.rows(sql`update email set version_id = null where id = ${id}`);
  await note(change, "unapprove", "email", id);
}
