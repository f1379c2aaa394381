import { Fault, problem } from "#kernel/fault.ts";
import { sql } from "#kernel/sql.ts";
import { findMemberField, MOST_MEMBER_FIELDS, type MemberField } from "#domain/program.ts";
import { membershipAttributes } from "#vocabulary/filters/member-of-program.ts";
import { changesOf } from "../audit.ts";
import { note, nowOf, type Change } from "../change.ts";
import { named } from "../name.ts";
import { refuseUsed } from "../users-of.ts";

export interface NewMemberField extends Pick<MemberField, "name" | "label" | "type"> {
  readonly labelFr?: string | undefined;
}

/** Makes a field of members. @throws Fault `name.taken`, `memberField.limit` */
export async function makeMemberField(change: Change, field: NewMemberField): Promise<number> {
  const { tx, catalog } = change;
  const { name, label, labelFr = null, type } = field;
  const taken =
    findMemberField(catalog.memberFields, name) ??
    findMemberField(catalog.memberFields, label) ??
    membershipAttributes.find((one) => one.name === name);
  if (taken) throw new Fault(problem("name", "name.taken", { kind: "member field", name }));
  if (catalog.memberFields.size >= MOST_MEMBER_FIELDS)
    throw new Fault(problem("name", "memberField.limit", { limit: MOST_MEMBER_FIELDS }));
  const id = await named("member field", name, async () => {
    const [row] = await tx.rows<{
      id: number;
    }>(sql`insert into member_field (name, label, label_fr, type, created_on)
      values (${name}, ${label}, ${labelFr}, ${type}, ${nowOf(change)}) returning id`);
    return row?.id as number;
  });
  await note(change, "create", "member field", name, field);
  return id;
}

/** Renames or hides a field of members; a hidden one keeps its values, and can be shown again. */
export async function editMemberField(
  change: Change,
  name: string,
  edit: { label?: string | undefined; labelFr?: string | null | undefined; hidden?: boolean | undefined },
): Promise<void> {
  const { tx, catalog } = change;
  const field = catalog.memberFields.get(name);
  if (!field) throw new Fault(problem("field", "memberField.unknown", { field: name.slice(0, 100) }));
  if (edit.hidden && !field.hidden)
    await refuseUsed(tx, catalog, { kind: "member field", key: name }, field.label);
  await named("member field", edit.label ?? "", () =>
    tx.rows(sql`update member_field set label = coalesce(${edit.label ?? null}, label), hidden = coalesce(${edit.hidden ?? null}::boolean, hidden),
    label_fr = case when ${edit.labelFr !== undefined} then ${edit.labelFr ?? null} else label_fr end where name = ${name}`),
  );
  await note(change, "edit", "member field", name, changesOf(field, edit));
}
