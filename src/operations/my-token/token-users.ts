import { findToken } from "#domain/catalog.ts";
import { parseTokens } from "#domain/token.ts";
import { mapFlow } from "#vocabulary/map-references.ts";
import { sql } from "#kernel/sql.ts";
import type { Label } from "#domain/label.ts";
import type { Change } from "../change.ts";
import { nameUser, readDocuments, type Document } from "../users-of.ts";

/** Who uses a My Token of a folder: campaigns, by their steps or the e-mails these send, and approved e-mails. */
export async function tokenUsers({ tx, catalog }: Change, folder: number, name: string): Promise<Label[]> {
  const means = (text: string, folders: readonly (number | null)[]): boolean =>
    parseTokens(text).some(
      (token) =>
        typeof token !== "string" &&
        token.family === "my" &&
        token.name.toLowerCase() === name.toLowerCase() &&
        findToken(catalog, folders, token.name)?.of.id === folder,
    );
  const uses = ({ flow, folder: place }: Document): boolean => {
    let found = false;
    if (flow)
      mapFlow(flow, catalog, (kind, value) => {
        const email = kind === "email" ? catalog.emails.get(Number(value)) : undefined;
        found ||= kind === "text" && means(String(value), [place]);
        found ||= (email?.approved?.tokens ?? []).some((text) => means(text, [place, email?.folder ?? null]));
        return value;
      });
    return found;
  };
  const emails = await tx.rows<{ name: string; folder: number | null; tokens: string[] }>(
    sql`select e.name, e.folder_id as folder, v.tokens from email e join email_version v on v.id = e.version_id where e.deleted_on is null order by 1`,
  );
  return [
    ...(await readDocuments(tx)).filter(uses).map(nameUser),
    ...emails
      .filter((one) => one.tokens.some((text) => means(text, [one.folder])))
      .map(({ name: email }) => nameUser({ kind: "e-mail", name: email })),
  ];
}
