import { Fault, problem } from "#kernel/fault.ts";
import { sql } from "#kernel/sql.ts";
import type { ReferenceKind } from "#domain/activity.ts";
import type { Catalog } from "#domain/catalog.ts";
import type { Flow } from "#domain/flow.ts";
import type { Filter, Rules, Trigger } from "#domain/rules.ts";
import type { Runner } from "#store/db.ts";
import { actions } from "#vocabulary/actions/index.ts";

/** A thing that rules and flows can refer to: fields by name, all others by number; e-mails by number in flows, by name in rules. */
export interface Used {
  readonly kind: "field" | "list" | "smart list" | "campaign" | "email";
  readonly key: string | number;
}

interface Document {
  readonly kind: string;
  readonly id: number;
  readonly name: string;
  readonly rules: Rules;
  readonly flow: Flow | null;
}

/** Who refers to a thing: the smart lists and campaigns, as sentences name them. Formulas count as users of fields. */
export async function usersOf(runner: Runner, catalog: Catalog, used: Used): Promise<string[]> {
  const documents = await runner.rows<Document>(sql`
    select 'smart list' as kind, id, name, rules, null::jsonb as flow from smart_list where deleted_on is null
    union all
    select 'campaign', c.id, c.name, v.rules, v.flow from campaign c join campaign_version v on v.campaign_id = c.id
    where c.deleted_on is null and (v.id = c.version_id
      or v.id in (select r.version_id from campaign_run r where r.campaign_id = c.id and r.state in ('starting', 'running', 'active'))
      or exists (select from campaign_run r join entry e on e.run_id = r.id and e.due is not null where r.campaign_id = c.id and e.version_id = v.id))
    order by 1 desc, 3`);
  const self = (document: Document): boolean => used.kind === document.kind && used.key === document.id;
  const found = documents
    .filter((document) => !self(document) && refers(document, catalog, used))
    .map(({ kind, name }) => `${kind} “${name}”`);
  return [...new Set(found), ...formulasWith(catalog, used)];
}

/** Refuses when something is used. @throws Fault `in.use` */
export async function refuseUsed(runner: Runner, catalog: Catalog, used: Used, name: string): Promise<void> {
  const users = await usersOf(runner, catalog, used);
  if (users.length > 0)
    throw new Fault(
      problem("", "in.use", {
        name,
        users: users.slice(0, 10).join(", ") + (users.length > 10 ? ` and ${users.length - 10} more` : ""),
      }),
    );
}

/** Refuses when a rule calls an e-mail by its name: it would no longer mean it. @throws Fault `in.use` */
export async function refuseNamed(runner: Runner, catalog: Catalog, name: string): Promise<void> {
  await refuseUsed(runner, catalog, { kind: "email", key: name }, name);
}

function formulasWith(catalog: Catalog, { kind, key }: Used): string[] {
  if (kind !== "field") return [];
  const label = catalog.fields.get(String(key))?.label.toLowerCase();
  const token = new RegExp(
    `\\{\\{\\s*(?:lead|company)\\.(?:${escape(String(key))}|${escape(label ?? "")})\\s*[:}]`,
    "i",
  );
  return [...catalog.fields.values()]
    .filter((field) => field.formula && token.test(field.formula))
    .map((field) => `formula “${field.label}”`);
}

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

function refers({ rules, flow }: Document, catalog: Catalog, used: Used): boolean {
  return (
    rules.filters.some((filter) => filterRefers(filter, catalog, used)) ||
    rules.triggers.some((trigger) => activityRefers(trigger.trigger, trigger, catalog, used)) ||
    (flow?.steps ?? []).some(
      (step) =>
        step.choices.some((choice) => filterRefers(choice.if, catalog, used)) ||
        [step.args, ...step.choices.map((choice) => choice.args)].some(
          (args) => args !== null && argsRefer(step.action, args, catalog, used),
        ),
    )
  );
}

const MEMBERSHIP: Record<string, Used["kind"]> = {
  "member-of-list": "list",
  "member-of-smart-list": "smart list",
  "member-of-smart-campaign": "campaign",
};

function filterRefers(filter: Filter, catalog: Catalog, used: Used): boolean {
  if (filter.filter === "field") return used.kind === "field" && filter.field === used.key;
  const kind = MEMBERSHIP[filter.filter];
  if (kind) return kind === used.kind && filter.values.includes(used.key);
  return activityRefers(filter.filter, filter, catalog, used);
}

function activityRefers(
  name: string,
  rule: Pick<Trigger, "values" | "constraints">,
  catalog: Catalog,
  used: Used,
): boolean {
  const definition = catalog.activities.get(name);
  if (!definition) return false;
  const pointing = [
    { attribute: definition.primary, values: rule.values },
    ...(rule.constraints ?? []).map((one) => ({
      attribute: definition.attributes.find(({ name: its }) => its === one.attribute),
      values: one.values,
    })),
  ];
  return pointing.some(
    ({ attribute, values }) =>
      attribute?.kind !== undefined &&
      sameKind(attribute.kind, used.kind) &&
      values.some((value) => isKey(value, used)),
  );
}

const sameKind = (kind: ReferenceKind, used: Used["kind"]): boolean =>
  kind === used || (kind === "score field" && used === "field");

/** Rules call e-mails by name, whatever the case. */
const isKey = (value: unknown, { kind, key }: Used): boolean =>
  kind === "email" ? String(value).toLowerCase() === String(key).toLowerCase() : value === key;

function argsRefer(
  action: string,
  args: Readonly<Record<string, unknown>>,
  catalog: Catalog,
  used: Used,
): boolean {
  return (actions.get(action)?.parameters ?? []).some(({ name, type }) => {
    const value = args[name];
    if (type === "list") return used.kind === "list" && value === used.key;
    if (type === "email") return used.kind === "email" && value === used.key;
    if (type === "campaign") return used.kind === "campaign" && value === used.key;
    if (type === "field" || type === "score field") return used.kind === "field" && value === used.key;
    return used.kind === "field" && typeof value === "string" && textUses(value, catalog, String(used.key));
  });
}

function textUses(text: string, catalog: Catalog, field: string): boolean {
  const label = catalog.fields.get(field)?.label ?? field;
  return new RegExp(`\\{\\{\\s*(?:lead|company)\\.(?:${escape(field)}|${escape(label)})\\s*[:}]`, "i").test(
    text,
  );
}
