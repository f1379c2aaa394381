import { Fault, problem } from "#kernel/fault.ts";
import { sql } from "#kernel/sql.ts";
import { findField, type Catalog } from "#domain/catalog.ts";
import { columnType, MOST_CUSTOM_FIELDS, type Field, type FieldType, labelOf } from "#domain/field.ts";
import { parseTokens } from "#domain/token.ts";
import { addColumn } from "#store/person-column.ts";
import type { Database } from "#store/db.ts";
import { checkTokens } from "#vocabulary/token.ts";
import { changesOf } from "../audit.ts";
import { note, nowOf, type Change } from "../change.ts";
import { named } from "../name.ts";
import { refuseUsed } from "../users-of.ts";

export interface NewField {
  readonly name: string;
  readonly label: string;
  readonly labelFr?: string | undefined;
  readonly type: FieldType;
  readonly key: boolean;
  readonly formula?: string | undefined;
}

const columnOf = ({ name, type }: NewField): string | null => (type === "formula" ? null : `c_${name}`);

/** Adds the column of a field, outside any transaction that holds more: whoever fails afterwards leaves one that nobody reads. */
export async function makeColumn(db: Database, field: NewField): Promise<void> {
  const column = columnOf(field);
  if (column && field.type !== "formula")
    await addColumn(db, column, columnType[field.type], field.type === "boolean");
}

/** Makes a custom field whose column is there. */
export async function makeField(change: Change, field: NewField): Promise<void> {
  const { tx, catalog } = change;
  refuseField(field, catalog);
  await named("field", field.name, () =>
    tx.rows(sql`insert into field (name, label, label_fr, type, "column", formula, key, created_on)
    values (${field.name}, ${field.label}, ${field.labelFr ?? null}, ${field.type}, ${columnOf(field)}, ${field.formula ?? null}, ${field.key}, ${nowOf(change)})`),
  );
  await note(change, "create", "field", field.name, field);
}

/** Renames or hides a field. A hidden one keeps its column and values; it can be shown again. */
export async function editField(
  change: Change,
  name: string,
  edit: { label?: string | undefined; labelFr?: string | null | undefined; hidden?: boolean | undefined },
): Promise<void> {
  const { tx, catalog } = change;
  const field: Field | undefined = catalog.fields.get(name);
  if (!field) throw new Fault(problem("field", "field.unknown", { field: name.slice(0, 100) }));
  if (edit.hidden && !field.hidden) {
    if (field.standard) throw new Fault(problem("hidden", "field.standard", { field: labelOf(field) }));
    await refuseUsed(tx, catalog, { kind: "field", key: name }, field.label);
  }
  await named("field", edit.label ?? "", () =>
    tx.rows(sql`update field set label = coalesce(${edit.label ?? null}, label), hidden = coalesce(${edit.hidden ?? null}::boolean, hidden),
    label_fr = case when ${edit.labelFr !== undefined} then ${edit.labelFr ?? null} else label_fr end where name = ${name}`),
  );
  await note(change, "edit", "field", name, changesOf(field, edit));
}

/** @throws Fault with what keeps a field from being made */
export function refuseField(input: NewField, catalog: Catalog): void {
  if (findField(catalog, input.name) || findField(catalog, input.label))
    throw new Fault(problem("name", "name.taken", { kind: "field", name: input.name }));
  if ([...catalog.fields.values()].filter((field) => !field.standard).length >= MOST_CUSTOM_FIELDS)
    throw new Fault(problem("name", "field.limit", { limit: MOST_CUSTOM_FIELDS }));
  if (input.type !== "formula") {
    if (input.formula !== undefined) throw new Fault(problem("formula", "field.formulaOnly"));
    if (input.key && !KEY_TYPES.includes(input.type)) throw notKey(input.type);
    return;
  }
  if (!input.formula) throw new Fault(problem("formula", "field.formulaMissing"));
  if (input.key) throw notKey(input.type);
  const unknown = checkTokens(input.formula, { catalog, path: "formula", folder: null, triggered: false });
  if (unknown.length > 0) throw new Fault(unknown);
  for (const part of parseTokens(input.formula))
    if (
      typeof part !== "string" &&
      (part.family !== "lead" || findField(catalog, part.name)?.type === "formula")
    )
      throw new Fault(problem("formula", "field.formulaToken", { token: part.written }));
}

const KEY_TYPES: readonly FieldType[] = ["string", "email", "phone", "url", "integer"];

const notKey = (type: FieldType): Fault =>
  new Fault(problem("key", "field.keyType", { type, allowed: KEY_TYPES.join(", ") }));
