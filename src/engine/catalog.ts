import { sql } from "#kernel/sql.ts";
import type { ActivityDefinition } from "#domain/activity.ts";
import {
  NO_CAMPAIGN,
  type Catalog,
  type Folder,
  type Named,
  type NamedCampaign,
  type NamedEmail,
} from "#domain/catalog.ts";
import type { Field } from "#domain/field.ts";
import type { Flow } from "#domain/flow.ts";
import type { MyToken } from "#domain/my-token.ts";
import type { Channel, MemberField, Program } from "#domain/program.ts";
import type { Qualification } from "#domain/qualification.ts";
import type { Rules } from "#domain/rules.ts";
import type { Runner } from "#store/db.ts";
import { activities } from "#vocabulary/activities/index.ts";
import { checkFlow } from "#vocabulary/flow.ts";
import { checkRules } from "#vocabulary/rules.ts";

interface ListRow extends Named {
  readonly rules: Rules;
}

/** Reads every definition, in one statement per kind. `runner` decides of which moment. */
export async function loadCatalog(runner: Runner): Promise<Catalog> {
  const [
    settings,
    folders,
    channels,
    programs,
    memberFields,
    fields,
    customs,
    lists,
    smartLists,
    campaigns,
    emails,
  ] = await inOrder([
    () =>
      runner.rows<{ name: string; value: unknown; epoch: number }>(
        sql`select name, value, (select min(epoch) from shard) as epoch from setting`,
      ),
    () =>
      runner.rows<FolderRow>(sql`select p.id, p.parent_id as parent, p.kind, p.name, p.program_id as program, f.description,
        (select jsonb_agg(jsonb_build_object('name', t.name, 'type', t.type, 'value', t.value) order by fold(t.name)) from my_token t where t.folder_id = p.id) as tokens
        from placed_folder p join folder f on f.id = p.id`),
    () =>
      runner.rows<Channel>(sql`select c.id, c.name, c.type, c.standard,
        coalesce((select jsonb_agg(jsonb_build_object('id', s.id, 'name', s.name, 'step', s.step, 'success', s.success, 'hidden', s.hidden) order by s.step, s.id)
          from program_status s where s.channel_id = c.id and s.deleted_on is null), '[]') as statuses
        from channel c where c.deleted_on is null order by c.id`),
    () =>
      runner.rows<Omit<Program, "channel" | "name"> & { channel: number }>(
        sql`select id, type, channel_id as channel, expired_on is not null as expired from program`,
      ),
    () =>
      runner.rows<MemberField>(
        sql`select id, name, label, label_fr as "labelFr", type, hidden from member_field order by id`,
      ),
    () =>
      runner.rows<Field>(sql`select id, name, label, label_fr as "labelFr", type, "column", formula, standard,
      read_only as "readOnly", hidden, key from field order by id`),
    () =>
      runner.rows<{ definition: ActivityDefinition }>(sql`select definition from activity_type order by id`),
    () =>
      runner.rows<Row>(sql`select id, name, folder_id as folder from static_list where deleted_on is null`),
    () =>
      runner.rows<Unplaced<ListRow>>(
        sql`select id, name, folder_id as folder, rules from smart_list where deleted_on is null`,
      ),
    () =>
      runner.rows<
        Unplaced<NamedCampaign>
      >(sql`select c.id, c.name, c.folder_id as folder, c.description, c.active_run_id is not null as active,
        c.block_over_limit as "heedsLimits",
        jsonb_path_exists(v.rules, '$.triggers[*] ? (@.trigger == "request-campaign")') as requestable,
        case when c.executable then jsonb_build_object('runId', r.id, 'versionId', v.id, 'rules', v.rules, 'flow', v.flow, 'qualification', c.qualification, 'sound', false) end as executable
        from campaign c left join campaign_run r on r.campaign_id = c.id and r.kind = 'executable' join campaign_version v on v.id = c.version_id where c.deleted_on is null`),
    () =>
      runner.rows<Unplaced<NamedEmail>>(sql`select e.id, e.name, e.folder_id as folder,
        case when v.id is not null then jsonb_build_object('versionId', v.id, 'tokens', v.tokens, 'operational', coalesce((v.content ->> 'operational')::boolean, false)) end as approved
        from email e left join email_version v on v.id = e.version_id where e.deleted_on is null`),
  ] as const);
  const tree = new Map(folders.map((row) => [row.id, folderOf(row)]));
  const byId = new Map(channels.map((channel) => [channel.id, channel]));
  const placed = <T extends Row>(rows: readonly T[]): ReadonlyMap<number, Placed<T>> =>
    new Map(rows.map((row) => [row.id, place(row, tree)]));
  const setting = new Map(settings.map((row) => [row.name, row.value]));
  const catalog = withResolvedLists({
    epoch: settings[0]?.epoch ?? 0,
    calendar: {
      zone: String(setting.get("zone")),
      weekStarts: Number(setting.get("week_starts")),
      quarterStarts: Number(setting.get("quarter_starts")),
    },
    language: setting.get("language") === "fr" ? "fr" : "en",
    sender: {
      name: String(setting.get("sender_name")),
      address: String(setting.get("sender_address")),
    },
    pages: String(setting.get("pages_address")),
    mailLimits: {
      perDay: (setting.get("mails_per_day") as number | null) ?? null,
      per7Days: (setting.get("mails_per_7_days") as number | null) ?? null,
    },
    folders: tree,
    channels: byId,
    programs: new Map(
      programs.flatMap(({ channel, ...program }) => {
        const [folder, its] = [tree.get(program.id), byId.get(channel)];
        return folder && its ? [[program.id, { ...program, name: folder.name, channel: its }] as const] : [];
      }),
    ),
    memberFields: new Map(memberFields.map((field) => [field.name, field])),
    fields: new Map(fields.map((field) => [field.name, field])),
    activities: new Map(
      [...activities, ...customs.map((row) => row.definition)].map((one) => [one.name, one]),
    ),
    lists: placed(lists),
    smartLists: placed(smartLists),
    campaigns: placed(campaigns),
    emails: placed(emails),
  });
  return { ...catalog, campaigns: withSoundness(catalog) };
}

/** Says of executables whether they are sound, and resolves what they name. */
function withSoundness(catalog: Catalog): Catalog["campaigns"] {
  const campaigns = new Map(catalog.campaigns);
  for (const [id, campaign] of campaigns) {
    const { executable } = campaign;
    if (!executable) continue;
    const here = { catalog, path: "", folder: campaign.folder };
    const rules = checkRules(executable.rules, { ...here, within: "trigger", trail: [] });
    const flow = checkFlow(executable.flow, "executable", here);
    const sound = rules.problems.length === 0 && flow.problems.length === 0;
    campaigns.set(id, {
      ...campaign,
      executable: { ...executable, rules: rules.value, flow: flow.value, sound },
    });
  }
  return campaigns;
}

/** A list saved as a draft may name a thing that was not there then and is there now. */
function withResolvedLists(catalog: Catalog): Catalog {
  const smartLists = new Map<number, ListRow>();
  for (const [id, list] of catalog.smartLists)
    smartLists.set(id, {
      ...list,
      rules: checkRules(list.rules, { catalog, path: "", folder: list.folder, within: "list", trail: [id] })
        .value,
    });
  return { ...catalog, smartLists };
}

interface FolderRow extends Omit<Folder, "tokens"> {
  readonly tokens: MyToken[] | null;
}

const folderOf = ({ tokens, ...row }: FolderRow): Folder => ({
  ...row,
  tokens: new Map((tokens ?? []).map((token) => [token.name.toLowerCase(), token])),
});

/** An asset as its table has it. */
type Row = Omit<Named, "program" | "fullName">;
type Unplaced<T extends Named> = Omit<T, "program" | "fullName">;
type Placed<T extends Row> = T & Named;

function place<T extends Row>(row: T, tree: ReadonlyMap<number, Folder>): Placed<T> {
  const program = row.folder === null ? null : (tree.get(row.folder)?.program ?? null);
  const before = program === null ? "" : `${tree.get(program)?.name}.`;
  return { ...row, program, fullName: before + row.name };
}

/** One connection runs one statement at a time. */
async function inOrder<T extends readonly (() => Promise<unknown>)[]>(
  work: T,
): Promise<{ [K in keyof T]: Awaited<ReturnType<T[K]>> }> {
  const results: unknown[] = [];
  for (const one of work) results.push(await one());
  return results as { [K in keyof T]: Awaited<ReturnType<T[K]>> };
}

/** A version of a campaign as the engine works it. */
export interface Version {
  readonly id: number;
  readonly campaign: {
    readonly id: number;
    readonly name: string;
    readonly description: string | null;
    readonly folder: number | null;
  };
  readonly qualification: Qualification;
  readonly rules: Rules;
  readonly flow: Flow;
}

/**
 * Reads versions of campaigns by their numbers, resolved anew: a draft may name a thing that was not there when it was
 * saved and is there now.
 */
export async function loadVersions(
  runner: Runner,
  ids: readonly number[],
  catalog: Catalog,
): Promise<Map<number, Version>> {
  const rows = await runner.rows<
    Omit<Version, "campaign"> & Omit<Version["campaign"], "id"> & { campaignId: number }
  >(sql`
    select v.id, v.rules, v.flow, coalesce(c.id, ${NO_CAMPAIGN}) as "campaignId", coalesce(c.name, '') as name, c.description, c.folder_id as folder,
      coalesce(c.qualification, '{"rule": "every time"}'::jsonb) as qualification
    from campaign_version v left join campaign c on c.id = v.campaign_id where v.id = any(${[...ids]}::integer[])`);
  return new Map(
    rows.map(({ id, rules, flow, qualification, campaignId, name, description, folder }) => [
      id,
      {
        id,
        qualification,
        campaign: { id: campaignId, name, description, folder },
        rules: checkRules(rules, { catalog, path: "", folder, within: "list", trail: [] }).value,
        flow: checkFlow(flow, "trigger", { catalog, path: "", folder }).value,
      },
    ]),
  );
}
