import { sql } from "#kernel/sql.ts";
import type { Label } from "#domain/label.ts";
import { upwards, type Catalog, type Folder } from "#domain/catalog.ts";
import { emailContentSchema, type EmailContent } from "#domain/email.ts";
import type { Flow } from "#domain/flow.ts";
import { FIRST_CUSTOM_TYPE, type ActivityDefinition, type Attribute } from "#domain/activity.ts";
import { priorities } from "#domain/priority.ts";
import type { Qualification } from "#domain/qualification.ts";
import { modeOf } from "#domain/mode.ts";
import type { Rules } from "#domain/rules.ts";
import type { Runner } from "#store/db.ts";
import { checkFlow } from "#vocabulary/flow.ts";
import { checkRules } from "#vocabulary/rules.ts";
import { pathOf } from "../asset.ts";
import { usualChannels, type Program, type ProgramStatus } from "#domain/program.ts";
import { readExpirations } from "../program/expiration.ts";
import { costsBody, readCosts } from "../program/program-cost.ts";
import { checkList } from "../smart-list/smart-list-shape.ts";
import { writeFlow, writeRules } from "./rules-text.ts";

export type ItemKind =
  | "field"
  | "activity type"
  | "member field"
  | "channel"
  | "folder"
  | "program"
  | "list"
  | "smart list"
  | "email"
  | "campaign";

/** One thing that is defined: which, and what is said of it. */
export interface Item {
  readonly kind: ItemKind;
  /** The program it stands in; a program stands in none. */
  readonly program: string | null;
  /** Its name; of a folder its path, from its program. */
  readonly name: string;
  /** Its number, where it has one. */
  readonly id: number;
  /** What a file says of it. What is as it is anyway is left out. */
  readonly body: Readonly<Record<string, unknown>>;
  /** It is as Muster ships it, and needs no text. */
  readonly shipped?: boolean;
}

/** The same for the same thing, however its name is written. */
export const itemKey = ({ kind, program, name }: Pick<Item, "kind" | "program" | "name">): string =>
  [kind, program ?? "", name].map((one) => one.normalize("NFC").toLowerCase()).join("\n");

/** Everything that is defined, as a file says it; in an order that depends on nothing but names. */
export async function readState(runner: Runner, catalog: Catalog): Promise<Item[]> {
  const found = [
    ...fields(catalog),
    ...activityTypes(catalog),
    ...memberFields(catalog),
    ...channels(catalog),
    ...(await folders(runner, catalog)),
    ...(await lists(runner, catalog)),
    ...(await smartLists(runner, catalog)),
    ...(await emails(runner, catalog)),
    ...(await campaigns(runner, catalog)),
  ];
  return found.toSorted((one, other) => compare(sortKey(one), sortKey(other)));
}

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
const sortKey = (item: Item): string => `${itemKey(item)}\n${item.name}`;

/** Leaves out what says nothing. */
const saying = (body: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(body).filter(
      ([, value]) => value !== null && value !== undefined && value !== false && value !== "",
    ),
  );

const fields = (catalog: Catalog): Item[] =>
  [...catalog.fields.values()]
    .filter((field) => !field.standard)
    .map(({ id, name, label, labelFr, type, key, formula, hidden }) => ({
      kind: "field",
      program: null,
      id,
      name,
      body: saying({ label, labelFr, type, key, formula, hidden }),
    }));

const said = ({ en, fr }: Label): unknown => (en === fr ? en : { en, fr });
const attribute = ({ name, label, type }: Attribute): unknown => ({ name, label: said(label), type });

const activityTypes = (catalog: Catalog): Item[] =>
  [...catalog.activities.values()]
    .filter(({ id }) => id >= FIRST_CUSTOM_TYPE)
    .map((type) => ({
      kind: "activity type",
      program: null,
      id: type.id,
      name: type.name,
      body: activityTypeBody(type),
    }));

const memberFields = (catalog: Catalog): Item[] =>
  [...catalog.memberFields.values()].map(({ id, name, label, labelFr, type, hidden }) => ({
    kind: "member field",
    program: null,
    id,
    name,
    body: saying({ label, labelFr, type, hidden }),
  }));

const channels = (catalog: Catalog): Item[] =>
  [...catalog.channels.values()].map(({ id, name, type, standard, statuses }) => ({
    kind: "channel",
    program: null,
    id,
    name,
    shipped: standard,
    body: { ...saying({ type: type === "default" ? null : type }), statuses: statusesBody(statuses) },
  }));

/** What a file says of statuses: the step alone, where there is no more to say. */
export const statusesBody = (statuses: readonly Omit<ProgramStatus, "id">[]): Record<string, unknown> =>
  Object.fromEntries(
    statuses.map(({ name, step, success, hidden }) => [
      name,
      success || hidden ? saying({ step, success, hidden }) : step,
    ]),
  );

type ActivityTypeParts = Pick<ActivityDefinition, "label" | "filter" | "trigger" | "primary" | "attributes">;

/** What a file says of a kind of activity. */
export const activityTypeBody = ({
  label,
  filter,
  trigger,
  primary,
  attributes,
}: ActivityTypeParts): Record<string, unknown> =>
  saying({
    label: said(label),
    filter: filter && said(filter),
    trigger: trigger && said(trigger),
    primary: primary && attribute(primary),
    attributes: attributes.length > 0 ? attributes.map(attribute) : undefined,
  });

/** Where something stands: its program, and the path of folders from there. */
export function standing(catalog: Catalog, folder: number | null): { program: string | null; path: string } {
  const names: string[] = [];
  for (const one of upwards(catalog, folder)) {
    if (one.kind === "program") return { program: one.name, path: names.toReversed().join("/") };
    names.push(one.name);
  }
  return { program: null, path: names.toReversed().join("/") };
}

async function folders(runner: Runner, catalog: Catalog): Promise<Item[]> {
  const costs = Map.groupBy(await readCosts(runner), (one) => one.program);
  const expirations = await readExpirations(runner, catalog);
  return [...catalog.folders.values()].map((folder): Item => {
    const { id, kind, name, description, parent } = folder;
    if (kind === "folder") {
      const { program, path } = standing(catalog, id);
      return { kind, program, id, name: path, body: saying({ description, tokens: tokens(folder) }) };
    }
    const { type, channel } = catalog.programs.get(id) as Program;
    const body = {
      type: type === "default" ? undefined : type,
      channel: channel.name === usualChannels[type] ? undefined : channel.name,
      folder: pathOf(catalog, parent),
      description,
      tokens: tokens(folder),
      costs: costsBody(costs.get(id) ?? []),
      expires: expirations.get(id),
    };
    return { kind, program: null, id, name, body: saying(body) };
  });
}

function tokens({ tokens: all }: Folder): Record<string, unknown> | undefined {
  if (all.size === 0) return undefined;
  const sorted = [...all].toSorted(([one], [other]) => compare(one, other));
  return Object.fromEntries(
    sorted.map(([, { name, type, value }]) => [name, type === "text" ? value : { [type]: value }]),
  );
}

async function lists(runner: Runner, catalog: Catalog): Promise<Item[]> {
  const rows = await runner.rows<{
    id: number;
    name: string;
    description: string | null;
    folder: number | null;
  }>(sql`select id, name, description, folder_id as folder from static_list where deleted_on is null`);
  return rows.map(({ id, name, description, folder }) => {
    const { program, path } = standing(catalog, folder);
    return { kind: "list", program, id, name, body: saying({ folder: path, description }) };
  });
}

interface SmartListRow {
  readonly id: number;
  readonly name: string;
  readonly description: string | null;
  readonly folder: number | null;
  readonly rules: Rules;
}

async function smartLists(runner: Runner, catalog: Catalog): Promise<Item[]> {
  const rows = await runner.rows<SmartListRow>(
    sql`select id, name, description, folder_id as folder, rules from smart_list where deleted_on is null`,
  );
  return rows.map(({ id, name, description, folder, rules }) => {
    const { program, path } = standing(catalog, folder);
    const checked = checkList(catalog, rules, folder, id);
    return {
      kind: "smart list",
      program,
      id,
      name,
      body: {
        ...saying({ folder: path, description, draft: checked.problems.length > 0 }),
        ...writeRules(checked.value, { catalog, folder }),
      },
    };
  });
}

async function emails(runner: Runner, catalog: Catalog): Promise<Item[]> {
  const rows = await runner.rows<{
    id: number;
    name: string;
    folder: number | null;
    draft: EmailContent;
    sent: EmailContent | null;
  }>(sql`select e.id, e.name, e.folder_id as folder, e.draft, v.content as sent
    from email e left join email_version v on v.id = e.version_id where e.deleted_on is null`);
  return rows.map(({ id, name, folder, draft, sent }) => {
    const { program, path } = standing(catalog, folder);
    const content = emailContentSchema.parse(draft);
    return {
      kind: "email",
      program,
      id,
      name,
      body: { ...saying({ folder: path, ...content }), approved: approval(content, sent) },
    };
  });
}

/** Whether it is approved; what is sent, as far as it says something else than the draft. */
function approval(draft: EmailContent, sent: EmailContent | null): unknown {
  if (!sent) return false;
  const others = Object.entries(emailContentSchema.parse(sent)).filter(
    ([name, value]) => draft[name as keyof EmailContent] !== value,
  );
  return others.length === 0 ? true : Object.fromEntries(others);
}

interface CampaignRow extends SmartListRow {
  readonly flow: Flow;
  readonly executable: boolean;
  readonly qualification: Qualification;
  readonly personLimit: number | null;
  readonly class: number | null;
  readonly blockOverLimit: boolean;
  readonly active: boolean;
}

async function campaigns(runner: Runner, catalog: Catalog): Promise<Item[]> {
  const rows = await runner.rows<CampaignRow>(sql`
    select c.id, c.name, c.description, c.folder_id as folder, c.executable, c.qualification, c.person_limit as "personLimit",
      c.class, c.block_over_limit as "blockOverLimit", c.active_run_id is not null as active, v.rules, v.flow
    from campaign c join campaign_version v on v.id = c.version_id where c.deleted_on is null`);
  return rows.map((row) => {
    const { program, path } = standing(catalog, row.folder);
    return { kind: "campaign", program, id: row.id, name: row.name, body: campaignBody(row, path, catalog) };
  });
}

function campaignBody(row: CampaignRow, path: string, catalog: Catalog): Record<string, unknown> {
  const place = { catalog, folder: row.folder };
  const rules = checkRules(row.rules, { ...place, path: "rules", within: "list", trail: [] });
  const mode = modeOf(rules.value, row.executable);
  const flow = checkFlow(row.flow, mode, { ...place, path: "flow" });
  return {
    ...saying({
      folder: path,
      description: row.description,
      draft: rules.problems.length + flow.problems.length > 0,
      executable: row.executable,
    }),
    ...writeRules(rules.value, place),
    ...(flow.value.steps.length > 0 ? { flow: writeFlow(flow.value, place) } : {}),
    ...saying({
      qualification: writeQualification(row.qualification),
      personLimit: row.personLimit,
      priority: row.class === null ? null : priorities[row.class],
      blockOverLimit: row.blockOverLimit,
    }),
    ...(mode === "trigger" ? { active: row.active } : {}),
  };
}

/** A campaign may be empty, or have no step yet. */
export const isBare = (code: string): boolean => code === "campaign.noRules" || code === "campaign.noSteps";

function writeQualification(given: Qualification): unknown {
  if (given.rule === "once") return undefined;
  if (given.rule === "every time") return "every time";
  const { count, unit } = given;
  return { "once every": `${count} ${unit}${count === 1 ? "" : "s"}` };
}

/** What there is already, by {@link itemKey}. */
export const byKey = (items: readonly Item[]): Map<string, Item> =>
  new Map(items.map((item) => [itemKey(item), item]));
