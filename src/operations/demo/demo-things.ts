import { Fault, problem } from "#kernel/fault.ts";
import { sql } from "#kernel/sql.ts";
import { deliveryStates } from "#domain/email.ts";
import type { Label } from "#domain/label.ts";
import { things, type AssetKind } from "#vocabulary/reference.ts";
import { called, pathOf } from "../asset.ts";
import { nowOf, type Change } from "../change.ts";
import { assetsThat, documentsBeside, programsAmong, usersAmong, type Assets } from "../remove-assets.ts";
import { formulasWith, listed, nameUser, textUses, type Document, type Used } from "../users-of.ts";
import type { DemoWorld } from "./demo-world.ts";

/** How many users a refusal names. */
const NAMED = 10;

/** What of the demo world's things is still there. Where they stand now does not matter: they are known by number. */
export function thingsOf(change: Change, { last }: DemoWorld): { assets: Assets; folders: number[] } {
  return {
    assets: assetsThat(change, (kind, { id }) => id <= last[kind]),
    folders: [...change.catalog.folders.keys()].filter((id) => id <= last.folder),
  };
}

/** Refuses when something that is not the demo's uses what is, or stands in it. @throws Fault `demo.used` */
export async function refuseUsers(
  change: Change,
  demo: DemoWorld,
  assets: Assets,
  folders: readonly number[],
): Promise<void> {
  const documents = await documentsBeside(change, assets);
  const users = [
    ...standingIn(change, demo, folders),
    ...usersAmong(documents, change, assets, [
      ...programsAmong(change, folders),
      ...demo.fields.map((key): Used => ({ kind: "field", key })),
    ]),
    ...documents.filter((one) => mentions(one, demo.types)).map(nameUser),
    ...demo.fields
      .flatMap((key) => formulasWith(change.catalog, { kind: "field", key }))
      .filter(
        (one) =>
          !demo.fields.some((field) => one.en === `formula “${change.catalog.fields.get(field)?.label}”`),
      ),
    ...(await emailsWith(change, demo)),
    ...(await notesIn(change, folders)),
  ];
  if (users.length > 0) throw new Fault(problem("", "demo.used", { users: listed(users, NAMED) }));
}

/** What somebody has put into a folder of the demo. */
function standingIn({ catalog }: Change, { last }: DemoWorld, folders: readonly number[]): Label[] {
  const isIn = (folder: number | null): boolean => folder !== null && folders.includes(folder);
  const placed = (kind: string, name: string, folder: number | null): Label => {
    const { en, fr } = nameUser({ kind, name });
    const path = pathOf(catalog, folder);
    return { en: `${en} in “${path}”`, fr: `${fr} dans « ${path} »` };
  };
  const kinds: AssetKind[] = ["campaign", "email", "smart list", "list"];
  return [
    ...[...catalog.folders.values()]
      .filter(({ id, parent }) => id > last.folder && isIn(parent))
      .map(({ kind, name, parent }) => placed(kind, name, parent)),
    ...kinds.flatMap((kind) =>
      [...things(kind, catalog).values()]
        .filter(({ id, folder }) => id > last[kind] && isIn(folder))
        .map(({ name, folder }) => placed(called(kind), name, folder)),
    ),
  ];
}

/** Whether a document asks for one of some kinds of activities. */
export function mentions({ rules, flow }: Document, types: readonly string[]): boolean {
  return [
    ...rules.triggers.map((one) => one.trigger),
    ...rules.filters.map((one) => one.filter),
    ...(flow?.steps ?? []).flatMap(({ choices }) => choices.map((one) => one.if.filter)),
  ].some((name) => types.includes(name));
}

/** The e-mails of somebody's own that have a token of a field of the demo. */
async function emailsWith({ tx, catalog }: Change, { fields, last }: DemoWorld): Promise<Label[]> {
  const rows = await tx.rows<{ name: string; text: string }>(sql`
    select e.name, concat(e.draft::text, ' ', array_to_string(v.tokens, ' ')) as text from email e left join email_version v on v.id = e.version_id
    where e.deleted_on is null and e.id > ${last.email} order by e.name`);
  return rows
    .filter(({ text }) => fields.some((field) => textUses(text, catalog, field)))
    .map(({ name }) => nameUser({ kind: "e-mail", name }));
}

/** Notes on the calendars of its programs: it makes none itself. */
async function notesIn({ tx }: Change, folders: readonly number[]): Promise<Label[]> {
  const rows = await tx.rows<{ name: string }>(
    sql`select name from calendar_note where program_id = any(${[...folders]}::integer[]) order by name`,
  );
  return rows.map(({ name }) => nameUser({ kind: "note", name }));
}

/** Nobody enters some campaigns any more, none of their runs goes on, and no mail of theirs leaves. */
export async function switchOff(change: Change, campaigns: readonly number[]): Promise<void> {
  const { tx } = change;
  const ids = sql`${[...campaigns]}::integer[]`;
  await tx.rows(sql`update campaign_run set ended_on = ${nowOf(change)},
      state = case when state = 'active' then 'inactive' when state in ('tentative', 'scheduled') then 'cancelled' else 'aborted' end
    where campaign_id = any(${ids}) and state in ('active', 'tentative', 'scheduled', 'starting', 'running', 'waiting')`);
  await tx.rows(sql`update campaign set active_run_id = null where id = any(${ids})`);
  await tx.rows(sql`delete from schedule where campaign_id = any(${ids})`);
  await tx.rows(sql`update delivery set state = ${deliveryStates.indexOf("stopped")}::smallint, next_try = null
    where next_try is not null and run_id in (select id from campaign_run where campaign_id = any(${ids}))`);
}
