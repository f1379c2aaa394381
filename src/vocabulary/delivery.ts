import { toIso } from "#kernel/clock.ts";
import { join, sql, type Sql } from "#kernel/sql.ts";
import type { NamedEmail } from "#domain/catalog.ts";
import { mailKinds } from "#domain/email.ts";
import type { Cohort } from "./define.ts";
import { textExpression } from "./token.ts";

/** An address that a server would take, as a pattern of PostgreSQL; the same as `isAddress`. */
export const ADDRESS = String.raw`^[^\s@,;:<>"()\[\]\\]+@[^\s@,;:<>"()\[\]\\]+$`;

/** The values of an e-mail's tokens for the person `p`. */
export const tokenValues = ({ tokens }: NonNullable<NamedEmail["approved"]>, cohort: Cohort): Sql =>
  tokens.length === 0
    ? sql`'{}'::text[]`
    : sql`array[${join(
        tokens.map((token) => textExpression(token, cohort)),
        ", ",
      )}]`;

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
export const deliver = (
  kind: "email" | "alert",
  { versionId, operational }: NonNullable<NamedEmail["approved"]>,
  { at, run, step, choice, bulk, trial }: Cohort,
  rows: Sql,
): Sql => sql`insert into delivery (shard, kind, origin, step, choice, operational, run_id, version_id, person_id, entry_id, created_on, next_try, address, tokens)
  select m.shard, ${mailKinds.indexOf(trial ? testOf[kind] : kind)}::smallint, ${bulk ? 1 : 0}::smallint, ${step}::smallint, ${choice}::smallint, ${operational || kind !== "email"}::boolean,
    ${run}::integer, ${versionId}::integer, m.person_id, m.entry_id, ${toIso(at)}::timestamptz, '-infinity', ${trial ? sql`${trial.mailTo}::text` : sql`m.address`}, m.tokens
  from ${rows}`;
