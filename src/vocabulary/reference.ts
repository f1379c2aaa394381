import { problem, type Problem } from "#kernel/fault.ts";
import { anyOf, sql, type Sql } from "#kernel/sql.ts";
import { isNamedKind, type ReferenceKind } from "#domain/activity.ts";
import { findField, findNamed, type Catalog, type Named } from "#domain/catalog.ts";
import type { RuleValue } from "#domain/operator.ts";

type Resolved = { value: RuleValue } | Problem;

/** Reads a reference in a rule: a name or number becomes what is kept (a number; for fields and named things the name). */
export function resolveReference(
  kind: ReferenceKind,
  given: RuleValue,
  catalog: Catalog,
  path: string,
): Resolved {
  if (isNamedKind(kind)) {
    const name = String(given).trim().normalize("NFC");
    return name ? { value: name } : problem(path, "value.missing");
  }
  if (kind === "field" || kind === "score field") return resolveField(kind, given, catalog, path);
  const found = findNamed(things(kind, catalog), given);
  if (found) return { value: found.id };
  return typeof given === "number"
    ? problem(path, "asset.deleted", { kind, value: given })
    : problem(path, "value.unknownAsset", { kind, value: String(given).slice(0, 100) });
}

function resolveField(kind: ReferenceKind, given: RuleValue, catalog: Catalog, path: string): Resolved {
  const field = findField(catalog, String(given));
  if (!field || field.type === "formula")
    return problem(path, "field.unknown", { field: String(given).slice(0, 100) });
  if (kind === "score field" && field.type !== "score")
    return problem(path, "field.notScore", { field: field.label });
  return { value: field.name };
}

/** Everything of a kind that is made in Muster, by number. */
export function things(
  kind: "list" | "smart list" | "campaign",
  catalog: Catalog,
): ReadonlyMap<number, Named> {
  return { list: catalog.lists, "smart list": catalog.smartLists, campaign: catalog.campaigns }[kind];
}

/**
 * The condition that an activity's `asset_id` points at one of the values; null or false where it does not.
 * Named things are found by name when the statement runs.
 */
export function pointsAt(
  kind: ReferenceKind,
  operator: string,
  values: readonly RuleValue[],
  asset: Sql,
  catalog: Catalog,
): Sql {
  if (isNamedKind(kind)) return pointsAtNamed(kind, operator, values, asset);
  const ids =
    kind === "field" || kind === "score field"
      ? values.map((name) => catalog.fields.get(String(name))?.id ?? -1)
      : values.map(Number);
  return sql`${asset} = any(${ids}::integer[])`;
}

function pointsAtNamed(kind: string, operator: string, values: readonly RuleValue[], asset: Sql): Sql {
  const texts = values.map(String);
  const name = sql`fold(s.name)`;
  const named =
    operator === "is"
      ? sql`${name} = any(fold(${texts}::text[]))`
      : anyOf(
          texts.map((text) =>
            operator === "contains"
              ? sql`strpos(${name}, fold(${text})) > 0`
              : sql`starts_with(${name}, fold(${text}))`,
          ),
        );
  return sql`${asset} = any(array(select s.id from asset s where s.kind = ${kind} and ${named}))`;
}
