import { sql } from "#kernel/sql.ts";
import type { Folder } from "#domain/catalog.ts";
import type { ProgramType } from "#domain/program.ts";
import type { EmailContent } from "#domain/email.ts";
import type { Flow } from "#domain/flow.ts";
import type { Qualification } from "#domain/qualification.ts";
import type { Rules } from "#domain/rules.ts";
import { mapFlow, mapRules, type ReferenceMap } from "#vocabulary/map-references.ts";
import { things, type AssetKind } from "#vocabulary/reference.ts";
import { makeCampaign } from "../campaign/make-campaign.ts";
import { note, nowOf, type Change } from "../change.ts";
import { makeEmail } from "../email/make-email.ts";
import { below, makeFolder, refuseInside } from "../folder/change-folder.ts";
import { moveDates } from "../my-token/move-dates.ts";
import { copyMembers } from "../static-list/copy-members.ts";
import { makeList } from "../static-list/make-list.ts";
import { makeSmartList } from "../smart-list/make-smart-list.ts";
import type { Recurrence } from "#domain/recurrence.ts";
import { seriesLater } from "#engine/schedule/shift-series.ts";
import { pencilInSeries } from "#engine/schedule/tentative-series.ts";
import { copyCalendar, type Begins } from "./copy-calendar.ts";
import { makeProgram } from "./make-program.ts";
import { nextOf, seriesOf } from "./program-dates.ts";

/** What became of what: number to number. */
type Copies = Map<number, number>;

/** What the clone is to be. */
interface Clone {
  readonly name: string;
  readonly parent: number | null;
  /** None: what is to come keeps its days. */
  readonly begins: Begins | undefined;
  /** Whether the dates among its own My Tokens move as its entries do. */
  readonly tokens: boolean;
}

/**
 * Copies a program with all in it; gives the clone's number, and its series. Programs inside it are copied too, and named after it, because
 * no two programs have one name.
 *
 * @throws Fault `folder.cycle` when the clone would stand in what is cloned; what {@link copyCalendar} does
 */
export async function copyProgram(
  change: Change,
  source: number,
  { name, parent, begins, tokens }: Clone,
): Promise<{ clone: number; series: Pencilled[]; leftOut: number }> {
  refuseInside(change, source, parent, "folder");
  const folders: Copies = new Map();
  for (const folder of below(change, source)) {
    const into = folder.id === source ? parent : (folders.get(folder.parent ?? 0) as number);
    folders.set(
      folder.id,
      await copyFolder(change, folder, folder.id === source ? name : undefined, into, name),
    );
  }
  const inside = (kind: AssetKind): number[] =>
    [...things(kind, change.catalog).values()]
      .filter((one) => folders.has(one.folder ?? 0))
      .map((one) => one.id);
  const copies: Record<AssetKind, Copies> = {
    list: await copyLists(change, inside("list"), folders),
    email: await copyEmails(change, inside("email"), folders),
    "smart list": await copySmartLists(change, inside("smart list"), folders),
    campaign: await copyCampaigns(change, inside("campaign"), folders),
  };
  await rewrite(change, copies, folders);
  const { days, leftOut } = await copyCalendar(change, folders, copies.campaign, begins);
  const clone = folders.get(source) as number;
  if (tokens) await moveDates(change, clone, days, "begins");
  await note(change, "clone", "program", clone, { source, begins: begins?.on.toString() });
  return { clone, series: await copySeries(change, copies.campaign, days), leftOut };
}

/** A campaign of the clone, and how it repeats once that is confirmed. */
interface Pencilled {
  readonly campaign: { readonly id: number; readonly name: string };
  readonly recurrence: Recurrence;
}

/** Pencils in the series of the source, as many days later; not those of which nothing would be left. */
async function copySeries({ tx, now, actor }: Change, campaigns: Copies, days: number): Promise<Pencilled[]> {
  const copied = (await seriesOf(tx, [...campaigns.keys()], now))
    .map(({ campaign, name, recurrence }) => ({
      campaign: { id: campaigns.get(campaign) as number, name },
      recurrence: seriesLater(recurrence, days, "begins"),
    }))
    .filter(({ recurrence }) => nextOf(recurrence, now) !== undefined);
  const rows = copied.map(({ campaign, recurrence }) => ({ campaignId: campaign.id, recurrence }));
  await pencilInSeries(tx, rows, now, actor);
  return copied;
}

async function copyFolder(
  change: Change,
  { id, kind, name, description }: Folder,
  renamed: string | undefined,
  parent: number | null,
  program: string,
): Promise<number> {
  const { tx } = change;
  let made: number;
  if (kind === "folder") made = await makeFolder(change, { kind, name, parent, description });
  else {
    const [row] = await tx.rows<{ type: ProgramType; channel: string }>(
      sql`select type, channel_id::text as channel from program where id = ${id}`,
    );
    made = await makeProgram(change, {
      name: renamed ?? `${program} – ${name}`,
      parent,
      description,
      type: row?.type ?? "default",
      channel: row?.channel,
    });
  }
  await tx.rows(sql`insert into my_token (folder_id, name, type, value, updated_on)
    select ${made}::integer, name, type, value, ${nowOf(change)} from my_token where folder_id = ${id}`);
  return made;
}

async function copyLists(change: Change, ids: readonly number[], folders: Copies): Promise<Copies> {
  const { tx } = change;
  const copies: Copies = new Map();
  const rows = await tx.rows<{ id: number; name: string; description: string | null; folder: number }>(
    sql`select id, name, description, folder_id as folder from static_list where id = any(${[...ids]}::integer[]) order by id`,
  );
  for (const row of rows)
    copies.set(row.id, await makeList(change, { ...row, folder: folders.get(row.folder) as number }));
  await copyMembers(change, copies);
  return copies;
}

async function copyEmails(change: Change, ids: readonly number[], folders: Copies): Promise<Copies> {
  const { tx } = change;
  const copies: Copies = new Map();
  const rows = await tx.rows<{
    id: number;
    name: string;
    folder: number;
    draft: EmailContent;
    version: number | null;
  }>(
    sql`select id, name, folder_id as folder, draft, version_id as version from email where id = any(${[...ids]}::integer[]) order by id`,
  );
  for (const { id, name, folder, draft, version } of rows) {
    const made = await makeEmail(change, { name, folder: folders.get(folder) as number, content: draft });
    copies.set(id, made);
    // What was approved stays so: the same words, with the tokens of the new program.
    await tx.rows(sql`with v as (insert into email_version (email_id, number, content, tokens, created_on)
        select ${made}::integer, coalesce((select max(number) from email_version where email_id = ${made}), 0) + 1, content, tokens, ${nowOf(change)}
        from email_version where id = ${version}::integer returning id)
      update email set version_id = v.id from v where email.id = ${made}`);
  }
  return copies;
}

async function copySmartLists(change: Change, ids: readonly number[], folders: Copies): Promise<Copies> {
  const copies: Copies = new Map();
  const rows = await change.tx.rows<{
    id: number;
    name: string;
    description: string | null;
    folder: number;
    rules: Rules;
  }>(
    sql`select id, name, description, folder_id as folder, rules from smart_list where id = any(${[...ids]}::integer[]) order by id`,
  );
  for (const row of rows)
    copies.set(row.id, await makeSmartList(change, { ...row, folder: folders.get(row.folder) as number }));
  return copies;
}

async function copyCampaigns(change: Change, ids: readonly number[], folders: Copies): Promise<Copies> {
  const { tx } = change;
  const copies: Copies = new Map();
  const rows = await tx.rows<{
    id: number;
    name: string;
    description: string | null;
    folder: number;
    executable: boolean;
    rules: Rules;
    flow: Flow;
    qualification: Qualification;
    personLimit: number | null;
    blockOverLimit: boolean;
    class: number | null;
  }>(sql`select c.id, c.name, c.description, c.folder_id as folder, c.executable, v.rules, v.flow, c.qualification, c.class,
      c.person_limit as "personLimit", c.block_over_limit as "blockOverLimit"
    from campaign c join campaign_version v on v.id = c.version_id where c.id = any(${[...ids]}::integer[]) order by c.id`);
  for (const { id, class: urgency, ...row } of rows) {
    const made = await makeCampaign(change, { ...row, folder: folders.get(row.folder) as number });
    await tx.rows(sql`update campaign set class = ${urgency}::smallint where id = ${made}`);
    copies.set(id, made);
  }
  return copies;
}

/** Lets the clones refer to clones. */
async function rewrite(
  { tx, catalog }: Change,
  copies: Record<AssetKind, Copies>,
  programs: Copies,
): Promise<void> {
  const all: Partial<Record<string, Copies>> = { ...copies, program: programs };
  const map: ReferenceMap = (kind, value) => all[kind]?.get(value as number) ?? value;
  const lists = await tx.rows<{ id: number; rules: Rules }>(
    sql`select id, rules from smart_list where id = any(${[...copies["smart list"].values()]}::integer[])`,
  );
  for (const { id, rules } of lists)
    await tx.rows(
      sql`update smart_list set rules = ${JSON.stringify(mapRules(rules, catalog, map))}::jsonb where id = ${id}`,
    );
  const versions = await tx.rows<{ id: number; rules: Rules; flow: Flow }>(
    sql`select v.id, v.rules, v.flow from campaign c join campaign_version v on v.id = c.version_id where c.id = any(${[...copies.campaign.values()]}::integer[])`,
  );
  for (const { id, rules, flow } of versions)
    await tx.rows(sql`update campaign_version set rules = ${JSON.stringify(mapRules(rules, catalog, map))}::jsonb,
      flow = ${JSON.stringify(mapFlow(flow, catalog, map))}::jsonb where id = ${id}`);
}
