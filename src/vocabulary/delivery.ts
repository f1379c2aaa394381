import { toIso } from "#kernel/clock.ts";
import { empty, join, sql, type Sql } from "#kernel/sql.ts";
import { findToken, type Catalog, type NamedEmail } from "#domain/catalog.ts";
import { mailKinds } from "#domain/email.ts";
import type { Cohort } from "./define.ts";
import { parseTokens } from "#domain/token.ts";
import { textExpression, type TokenScope } from "./token.ts";

/** An address that a server would take, as a pattern of PostgreSQL; the same as `isAddress`. */
export const ADDRESS = String.raw`^[^\s@,;:<>"()\[\]\\]+@[^\s@,;:<>"()\[\]\\]+$`;

/** What is sent of an e-mail, and the folder it stands in. */
export type Sendable = NonNullable<NamedEmail["approved"]> & Pick<NamedEmail, "folder">;

/** An e-mail as it may be sent; nothing while it is not approved. */
export function sendable(catalog: Catalog, id: number): Sendable | undefined {
  const email = catalog.emails.get(id);
  return email?.approved ? { ...email.approved, folder: email.folder } : undefined;
}

type Filled = Pick<Sendable, "tokens" | "folder">;

/** My Tokens of who sends it; those of its own folder where these have none. */
const scopeOf = <S extends TokenScope>(scope: S, { folder }: Filled): S => ({
  ...scope,
  folders: [...scope.folders, folder],
});

/** The values of an e-mail's tokens for the person `p`. */
export function tokenValues(email: Filled, scope: TokenScope): Sql {
  if (email.tokens.length === 0) return sql`'{}'::text[]`;
  const values = email.tokens.map((token) => textExpression(token, scopeOf(scope, email)));
  return sql`array[${join(values, ", ")}]`;
}

/** Which of these values are HTML as they are: rich text that somebody wrote; null: none. */
export function richValues(email: Filled, scope: TokenScope): number[] | null {
  const { catalog, folders } = scopeOf(scope, email);
  const rich = email.tokens.flatMap((text, index) => {
    const [token] = parseTokens(text);
    const mine =
      typeof token === "object" && token.family === "my"
        ? findToken(catalog, folders, token.name)
        : undefined;
    return mine?.token.type === "rich text" ? [index] : [];
  });
  return rich.length > 0 ? rich : null;
}

const testOf = { email: "test", alert: "test alert" } as const;

/** How a mail goes into the log that is sent unless there is a reason; one that went to who tries it did not reach the person. */
export const sentUnless = (reason: Sql, { trial }: Cohort): { readonly result: Sql; readonly reason: Sql } =>
  trial
    ? { result: sql`1`, reason: sql`coalesce(${reason}, 'redirected')` }
    : { result: sql`case when ${reason} is null then 0 else 1 end`, reason };

/**
 * Puts mails into the outbox; one per entry and step.
 *
 * @param rows what follows `from`: it has shard, person_id, entry_id, address, tokens under the alias `m`
 */
export const deliver = (kind: "email" | "alert", email: Sendable, cohort: Cohort, rows: Sql): Sql => {
  const { at, run, step, choice, bulk, trial } = cohort;
  const { versionId, operational } = email;
  const rich = richValues(email, cohort);
  const [column, value] = rich ? [sql`, rich`, sql`, ${rich}::smallint[]`] : [empty, empty];
  return sql`insert into delivery (shard, kind, origin, step, choice, operational, run_id, version_id, person_id, entry_id, created_on, next_try, address, tokens${column})
  select m.shard, ${mailKinds.indexOf(trial ? testOf[kind] : kind)}::smallint, ${bulk ? 1 : 0}::smallint, ${step}::smallint, ${choice}::smallint, ${operational || kind !== "email"}::boolean,
    ${run}::integer, ${versionId}::integer, m.person_id, m.entry_id, ${toIso(at)}::timestamptz, '-infinity', ${trial ? sql`${trial.mailTo}::text` : sql`m.address`}, m.tokens${value}
  from ${rows}`;
};
