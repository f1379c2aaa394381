import { problem, type Problem } from "#kernel/fault.ts";
import { sql } from "#kernel/sql.ts";
import type { Engine } from "#engine/engine.ts";
import { near } from "#vocabulary/near.ts";
import { emailsNamedAlone } from "#vocabulary/unknown-emails.ts";

/**
 * Warns of e-mails in checked rules and choices that are neither there nor were ever heard of: an e-mail that another
 * system sends may be asked for by its name, but mostly a name was not written to its end.
 */
export async function warnOfUnknownEmails(
  { db, definitions: { catalog } }: Engine,
  written: Parameters<typeof emailsNamedAlone>[0],
): Promise<Problem[]> {
  const named = emailsNamedAlone(written, catalog);
  if (named.length === 0) return [];
  const rows = await db.rows<{ name: string }>(sql`
    select n.name from unnest(${named.map(({ name }) => name)}::text[]) n (name)
    where not exists (select from asset a where a.kind = 'email' and fold(a.name) = fold(n.name))`);
  const unknown = new Set(rows.map(({ name }) => name));
  return named
    .filter(({ name }) => unknown.has(name))
    .map(({ path, name }) => {
      const meant = near(
        name,
        [...catalog.emails.values()].map(({ fullName }) => fullName),
      );
      return problem(path, "warning.unknownEmail", {
        value: name.slice(0, 100),
        ...(meant ? { near: meant } : {}),
      });
    });
}
