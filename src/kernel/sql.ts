import { join, raw, type Sql } from "sql-template-tag";

/**
 * SQL as a value: text with its parameters, composed without a connection.
 * Only `store` executes it. Every interpolated value becomes a parameter;
 * names go through {@link ident}.
 */
export { default as sql, empty, join, raw, Sql } from "sql-template-tag";

/** A quoted identifier: a table, column or alias whose name is only known at run time. */
export const ident = (name: string): Sql => raw(`"${name.replaceAll('"', '""')}"`);

/** Conditions joined by `and`; none of them is `true`. */
export const allOf = (conditions: readonly Sql[]): Sql => connect(conditions, " and ", "true");

/** Conditions joined by `or`; none of them is `false`. */
export const anyOf = (conditions: readonly Sql[]): Sql => connect(conditions, " or ", "false");

function connect(conditions: readonly Sql[], word: string, none: string): Sql {
  if (conditions.length === 0) return raw(none);
  if (conditions.length === 1) return conditions[0] as Sql;
  return join(conditions, word, "(", ")");
}
