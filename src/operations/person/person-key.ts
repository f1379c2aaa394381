import { Fault, problem } from "#kernel/fault.ts";
import { findField, type Catalog } from "#domain/catalog.ts";
import { labelOf, type Field } from "#domain/field.ts";
import { keyKind } from "#vocabulary/actions/person-keys.ts";

/** What people are looked up by. @throws Fault when it is no key */
export function readKey(catalog: Catalog, name: string, path: string): "id" | Field {
  if (name === "id") return "id";
  const field = findField(catalog, name);
  if (!field) throw new Fault(problem(path, "field.unknown", { field: name.slice(0, 100) }));
  if (keyKind(field) === undefined) throw new Fault(problem(path, "field.notKey", { field: labelOf(field) }));
  return field;
}
