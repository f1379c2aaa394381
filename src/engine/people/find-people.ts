import { sql, type Sql } from "#kernel/sql.ts";
import type { Database } from "#store/db.ts";

/** Those whose address begins so: rows (shard, id). Through the index of addresses. */
export const whoseAddressBegins = (start: string): Sql =>
  sql`select k.shard, k.person_id as id from person_key k where k.kind = 0 and ${addressBegins(start)}`;

/** A condition on `value` of `person_key`; nothing: any. */
export const addressBegins = (start: string): Sql =>
  start === "" ? sql`true` : sql`value >= fold(${start}) and value < fold(${start}) || chr(1114111)`;

/** Those whose address is at a domain that begins so, through the index of domains. */
const whoseDomainBegins = (start: string): Sql =>
  sql`select k.shard, k.person_id as id from person_key k
    where k.kind = 0 and split_part(value, '@', 2) >= fold(${start}) and split_part(value, '@', 2) < fold(${start}) || chr(1114111)`;

/** What is meant of a text that may be a domain: “acme.com”, “@acme”. A single word is none, for most are names. */
const domainIn = (text: string): string | undefined =>
  /^@?(?=\S)[^@\s]+$/.test(text) && /[@.]/.test(text) ? text.replace("@", "") : undefined;

/**
 * Those who are called so: rows (shard, id) of several kinds. Their address or its domain begins with the text, or each
 * word of it begins a word of their names or their company.
 */
export const whoAreCalled = (text: string): Sql[] => [
  whoseAddressBegins(text),
  ...[domainIn(text.trim())].flatMap((domain) => (domain ? whoseDomainBegins(domain) : [])),
  sql`select w.shard, w.id from person w where person_words(w.first_name, w.last_name, w.company) @@ words_begin(${text})`,
];

/** Puts names that are new in the place where a search finds them at once; until then each search reads them all. */
export async function settleNames(db: Database): Promise<void> {
  await db.rows(sql`select gin_clean_pending_list('person_words')`);
}
