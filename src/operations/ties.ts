import { sql } from "#kernel/sql.ts";
import { findToken } from "#domain/catalog.ts";
import type { Label } from "#domain/label.ts";
import { parseTokens } from "#domain/token.ts";
import { things, type AssetKind } from "#vocabulary/reference.ts";
import { mapFlow, mapRules } from "#vocabulary/map-references.ts";
import { called } from "./asset.ts";
import type { Change } from "./change.ts";
import { eachOnce, nameUser, readDocuments, refers, type Document } from "./users-of.ts";

/**
 * What ties a thing that has left a program to it: what it refers to there, who refers to it from there, and the My Tokens
 * it uses and no longer has. As sentences.
 */
export async function ties(
  { tx, catalog }: Change,
  { kind, id }: { readonly kind: AssetKind; readonly id: number },
  program: number,
  folder: number | null,
): Promise<Label[]> {
  const documents = await readDocuments(tx);
  const mine = documents.filter((one) => one.kind === kind && one.id === id);
  const there = documents.filter(
    (one) =>
      (one.kind !== kind || one.id !== id) && catalog.folders.get(one.folder ?? 0)?.program === program,
  );
  const users = there.filter((one) => refers(one, catalog, [{ kind, key: id }])).map(nameUser);
  const texts =
    kind === "email" ? await emailTexts({ tx }, id) : mine.flatMap((one) => textsIn(one, catalog));
  const lost = texts.flatMap((text) =>
    parseTokens(text).flatMap((token) =>
      typeof token !== "string" && token.family === "my" && !findToken(catalog, [folder], token.name)
        ? [token.written]
        : [],
    ),
  );
  return [
    ...eachOnce(mine.flatMap((one) => referredIn(one, catalog, program))).map(({ en, fr }) => ({
      en: `It uses ${en} of its old program.`,
      fr: `Il utilise ${fr} de son ancien programme.`,
    })),
    ...eachOnce(users).map(({ en, fr }) => ({
      en: `It is used by ${en} of its old program.`,
      fr: `Il est utilisé par ${fr} de son ancien programme.`,
    })),
    ...[...new Set(lost)].map((token) => ({
      en: `Where it stands now there is no ${token}.`,
      fr: `À sa nouvelle place, il n’y a pas de ${token}.`,
    })),
  ];
}

function referredIn({ rules, flow }: Document, catalog: Change["catalog"], program: number): Label[] {
  const found: Label[] = [];
  const look = (kind: string, value: unknown): unknown => {
    const asset = kind === "list" || kind === "smart list" || kind === "campaign" || kind === "email";
    const thing = asset ? things(kind, catalog).get(Number(value)) : undefined;
    if (asset && thing?.program === program) found.push(nameUser({ kind: called(kind), name: thing.name }));
    if (kind === "program" && value === program) found.push({ en: "the members", fr: "les membres" });
    return value;
  };
  mapRules(rules, catalog, look);
  if (flow) mapFlow(flow, catalog, look);
  return found;
}

/** The texts of a flow that may hold tokens. */
export function textsIn({ flow }: Pick<Document, "flow">, catalog: Change["catalog"]): string[] {
  const found: string[] = [];
  if (flow)
    mapFlow(flow, catalog, (kind, value) => {
      if (kind === "text" && typeof value === "string") found.push(value);
      return value;
    });
  return found;
}

/** The tokens of an e-mail, of its draft and of what is sent. */
async function emailTexts({ tx }: Pick<Change, "tx">, id: number): Promise<string[]> {
  const rows = await tx.rows<{ text: string }>(sql`
    select d.value as text from email e, jsonb_each_text(e.draft) d where e.id = ${id}
    union all select t from email e join email_version v on v.id = e.version_id, unnest(v.tokens) t where e.id = ${id}`);
  return rows.map((row) => row.text);
}
