import { z } from "zod";
import { Fault, problem } from "#kernel/fault.ts";
import { sql } from "#kernel/sql.ts";
import { inFrench } from "#kernel/words.ts";
import type { ReferenceKind } from "#domain/activity.ts";
import type { Catalog } from "#domain/catalog.ts";
import type { Label } from "#domain/label.ts";
import type { Flow } from "#domain/flow.ts";
import type { Rules } from "#domain/rules.ts";
import type { Runner } from "#store/db.ts";
import { mapFlow, mapRules, type ReferenceMap } from "#vocabulary/map-references.ts";

/** A thing that rules and flows can refer to: fields by name, all others by number; e-mails made elsewhere, and statuses where activities tell of them, by name. */
export interface Used {
  readonly kind:
    | "field"
    | "list"
    | "smart list"
    | "campaign"
    | "email"
    | "program"
    | "program status"
    | "member field";
  readonly key: string | number;
}

/** The rules and the flow that somebody saved. */
export interface Document {
  readonly kind: "smart list" | "campaign";
  readonly id: number;
  readonly name: string;
  readonly folder: number | null;
  readonly rules: Rules;
  readonly flow: Flow | null;
}

/** Everything that refers to something: smart lists, and the versions of campaigns that are shown, run or have people inside. */
export const readDocuments = (runner: Runner): Promise<Document[]> =>
  runner.rows<Document>(sql`
    select 'smart list' as kind, id, name, folder_id as folder, rules, null::jsonb as flow from smart_list where deleted_on is null
    union all
    select 'campaign', c.id, c.name, c.folder_id, v.rules, v.flow from campaign c join campaign_version v on v.campaign_id = c.id
    where c.deleted_on is null and (v.id = c.version_id
      or v.id in (select r.version_id from campaign_run r where r.campaign_id = c.id and r.state in ('starting', 'running', 'active'))
      or exists (select from campaign_run r join entry e on e.run_id = r.id and e.due is not null where r.campaign_id = c.id and e.version_id = v.id))
    order by 1 desc, 3`);

/** Who refers to a thing: the smart lists and campaigns, as sentences name them. Formulas count as users of fields. */
export async function usersOf(runner: Runner, catalog: Catalog, used: Used): Promise<Label[]> {
  const found = await documentsWith(runner, catalog, [used]);
  return [...found.map(nameUser), ...formulasWith(catalog, used)];
}

/** The smart lists and campaigns that refer to one of several things, which are one thing by different names. */
export const documentsWith = async (
  runner: Runner,
  catalog: Catalog,
  used: readonly Used[],
): Promise<Document[]> =>
  (await readDocuments(runner)).filter(
    (document) => !used.some((one) => isSame(document, one)) && refers(document, catalog, used),
  );

export const userShape = z.object({
  kind: z.enum(["smart list", "campaign"]),
  id: z.int(),
  name: z.string(),
});
export type User = z.infer<typeof userShape>;

/** Documents as a client is told of them: a campaign once, though several of its versions are among them. */
export const usersIn = (documents: readonly Document[]): User[] => [
  ...new Map(documents.map(({ kind, id, name }) => [`${kind} ${id}`, { kind, id, name }])).values(),
];

/** As a sentence names it. */
export const nameUser = ({ kind, name }: { readonly kind: string; readonly name: string }): Label => ({
  en: `${kind} “${name}”`,
  fr: `${inFrench("kind", kind)} « ${name} »`,
});

/** Several names, each of them once. */
export const eachOnce = (names: readonly Label[]): Label[] => [
  ...new Map(names.map((one) => [one.en, one])).values(),
];

const isSame = ({ kind, id }: Document, used: Used): boolean => used.kind === kind && used.key === id;

/** Refuses when something is used. @throws Fault `in.use` */
export async function refuseUsed(runner: Runner, catalog: Catalog, used: Used, name: string): Promise<void> {
  refuseUsers(name, await usersOf(runner, catalog, used));
}

/** @throws Fault `in.use`, when there is a user */
export function refuseUsers(name: string, users: readonly Label[], path = ""): void {
  if (users.length > 0) throw new Fault(problem(path, "in.use", { name, users: listed(users, 10) }));
}

/** The first of several, and how many more there are. */
export function listed(names: readonly Label[], most: number): Label {
  const all = eachOnce(names);
  const list = (language: keyof Label, more: (count: number) => string): string =>
    all
      .slice(0, most)
      .map((one) => one[language])
      .join(", ") + (all.length > most ? more(all.length - most) : "");
  return {
    en: list("en", (count) => ` and ${count} more`),
    fr: list("fr", (count) => ` et ${count} de plus`),
  };
}

/** Refuses when a rule calls an e-mail by its name: it would no longer mean it. @throws Fault `in.use` */
export async function refuseNamed(runner: Runner, catalog: Catalog, name: string): Promise<void> {
  await refuseUsed(runner, catalog, { kind: "email", key: name }, name);
}

export function formulasWith(catalog: Catalog, { kind, key }: Used): Label[] {
  if (kind !== "field") return [];
  return [...catalog.fields.values()]
    .filter((field) => field.formula && textUses(field.formula, catalog, String(key)))
    .map(({ label: name }) => nameUser({ kind: "formula", name }));
}

/** Whether a document refers to one of several things. */
export function refers({ rules, flow }: Document, catalog: Catalog, used: readonly Used[]): boolean {
  let found = false;
  const look: ReferenceMap = (kind, value) => {
    found ||= used.some((one) => isMeant(kind, value, one, catalog));
    return value;
  };
  mapRules(rules, catalog, look);
  if (flow) mapFlow(flow, catalog, look);
  return found;
}

function isMeant(kind: ReferenceKind | "text", value: unknown, used: Used, catalog: Catalog): boolean {
  if (kind === "text")
    return used.kind === "field" && typeof value === "string" && textUses(value, catalog, String(used.key));
  if (kind !== used.kind && !(kind === "score field" && used.kind === "field")) return false;
  return typeof used.key === "string" && (used.kind === "email" || used.kind === "program status")
    ? String(value).toLowerCase() === used.key.toLowerCase()
    : value === used.key;
}

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** Whether a text has a token of a field. */
export function textUses(text: string, catalog: Catalog, field: string): boolean {
  const label = catalog.fields.get(field)?.label ?? field;
  return new RegExp(`\\{\\{\\s*(?:lead|company)\\.(?:${escape(field)}|${escape(label)})\\s*[:}]`, "i").test(
    text,
  );
}
