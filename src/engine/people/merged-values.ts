import { join, sql } from "#kernel/sql.ts";
import type { Field } from "#domain/field.ts";
import type { Hold } from "../shard.ts";
import type { One } from "./move-rows.ts";
import { peopleOf } from "./own-keys.ts";
import { columnOf } from "./rows.ts";

/** What is said about an address, and not about the person. */
const ABOUT_ADDRESS = new Set([
  "email_invalid",
  "email_invalid_cause",
  "email_suspended",
  "email_suspended_at",
  "email_suspended_cause",
]);

/**
 * The empty fields of one person and what the others have there, the oldest first. `false` counts as empty. What is
 * said about an address goes with the address. `undefined` when somebody is not there.
 *
 * @param from sorted by number
 */
export async function filledFrom(
  hold: Hold,
  to: One,
  from: readonly One[],
): Promise<{ field: Field; value: string }[] | undefined> {
  const fields = [...hold.definitions.catalog.fields.values()].filter(
    (field) => field.column !== null && !field.readOnly,
  );
  const rows = await hold.tx.rows<{ id: number; values: (string | null)[] }>(sql`
    select p.id, array[${join(
      fields.map((field) => sql`p.${columnOf(field)}::text`),
      ", ",
    )}] as values
    from ${peopleOf([to, ...from])} join person p on p.shard = q.shard and p.id = q.id order by p.id`);
  const own = rows.find((row) => row.id === to.id);
  if (!own || rows.length !== from.length + 1) return undefined;
  const email = fields.findIndex((field) => field.name === "email");
  const others = rows.filter((row) => row !== own);
  const giver = own.values[email] ? undefined : others.find((row) => row.values[email]);
  return fields.flatMap((field, index) => {
    if (!isEmpty(field, own.values[index])) return [];
    const givers = ABOUT_ADDRESS.has(field.name) ? [giver] : others;
    const value = givers.map((row) => row?.values[index]).find((one) => !isEmpty(field, one));
    return value == null ? [] : [{ field, value }];
  });
}

const isEmpty = (field: Field, value: string | null | undefined): boolean =>
  value == null || value === "" || (field.type === "boolean" && value === "false");
