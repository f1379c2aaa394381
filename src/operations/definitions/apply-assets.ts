import { isDeepStrictEqual } from "node:util";
import { programOf } from "#domain/catalog.ts";
import { emailContentSchema, type EmailContent } from "#domain/email.ts";
import { qualificationSchema, type Qualification } from "#domain/qualification.ts";
import { modeOf } from "#domain/mode.ts";
import type { Rules } from "#domain/rules.ts";
import type { Flow } from "#domain/flow.ts";
import { Fault, problem } from "#kernel/fault.ts";
import { loadVersions, type Version } from "#engine/catalog.ts";
import { activateWithin, blocking, deactivateWithin } from "#engine/runs.ts";
import { checkFlow } from "#vocabulary/flow.ts";
import { things, type AssetKind } from "#vocabulary/reference.ts";
import { checkRules } from "#vocabulary/rules.ts";
import { sql } from "#kernel/sql.ts";
import { editCampaign } from "../campaign/edit-campaign.ts";
import { makeCampaign } from "../campaign/make-campaign.ts";
import { saveVersion } from "../campaign/save-version.ts";
import { approve, editEmail, makeEmail, unapprove } from "../email/make-email.ts";
import { inputFaults } from "../input-problems.ts";
import { move } from "../move-asset.ts";
import { editList, makeList } from "../static-list/make-list.ts";
import { editSmartList, makeSmartList } from "../smart-list/make-smart-list.ts";
import { checkList } from "../smart-list/smart-list-shape.ts";
import { alignSteps } from "./align-steps.ts";
import type { Applying } from "./applying.ts";
import type { Wanted } from "./read-text.ts";
import { RuleReader, writeFlow, writeRules } from "./rules-text.ts";
import type { CampaignText, EmailText, SmartListText } from "./schema.ts";
import { isBare, itemKey } from "./state.ts";

const EMPTY: Rules = { triggers: [], match: "all", filters: [] };
const kinds = ["list", "smart list", "email", "campaign"] as const satisfies readonly AssetKind[];

/** Brings everything that is wanted into being and to its place, still empty: so that all can refer to all. */
export async function placeAssets(applying: Applying): Promise<void> {
  const { change } = applying;
  for (const kind of kinds)
    for (const item of applying.of(kind))
      await applying.try(item, async () => {
        const folder = applying.place(item);
        if (folder === undefined) return;
        const old = applying.old(item);
        if (!old)
          applying.made.set(itemKey(item), await applying.write(makeEmpty(applying, kind, item, folder)));
        else if (things(kind, change.catalog).get(old.id)?.folder !== folder)
          await applying.write(move(change, kind, old.id, folder));
      });
  await applying.reread();
}

async function makeEmpty(
  applying: Applying,
  kind: AssetKind,
  item: Wanted,
  folder: number | null,
): Promise<number> {
  const { change } = applying;
  const { name } = item;
  const description = (item.body["description"] as string | undefined) ?? null;
  switch (kind) {
    case "list":
      return makeList(change, { name, description, folder });
    case "smart list":
      return makeSmartList(change, { name, description, folder, rules: EMPTY });
    case "email":
      return makeEmail(change, { name, folder, content: emailContentSchema.parse({}) });
    case "campaign":
      return makeCampaign(change, {
        name,
        description,
        folder,
        executable: item.body["executable"] === true,
        rules: EMPTY,
        flow: { steps: [] },
        qualification: { rule: "once" },
        personLimit: null,
        blockOverLimit: false,
      });
  }
}

/** Descriptions of lists. */
export async function applyLists(applying: Applying): Promise<void> {
  for (const item of applying.of("list")) {
    const old = applying.old(item);
    const description = (item.body["description"] as string | undefined) || undefined;
    if (old && !applying.says(item, "description", description))
      await applying.try(item, () => editList(applying.change, old.id, { description: description ?? null }));
  }
}

/** What e-mails say, and whether they are approved. */
export async function applyEmails(applying: Applying): Promise<void> {
  const { change } = applying;
  for (const item of applying.of("email")) {
    const id = applying.id(item);
    if (id === undefined) continue;
    await applying.try(item, async () => {
      const { folder: _, approved, ...said } = item.body as EmailText;
      const content = contentOf(said);
      const old = applying.old(item)?.body ?? {};
      const sent = typeof approved === "object" ? contentOf({ ...content, ...approved }) : content;
      const sends = sentOf(old);
      let draft = contentOf(parts(old));
      const write = async (wanted: EmailContent): Promise<void> => {
        if (!isDeepStrictEqual(draft, wanted))
          await applying.write(editEmail(change, id, { content: wanted }));
        draft = wanted;
      };
      if (approved === false && sends) await applying.write(unapprove(change, id));
      if (approved && !isDeepStrictEqual(sends, sent)) {
        await write(sent);
        await applying.write(approve(change, id));
      }
      await write(content);
    });
  }
  await applying.reread();
}

type Body = Readonly<Record<string, unknown>>;

const parts = (body: Body): Body =>
  Object.fromEntries(Object.entries(body).filter(([name]) => name !== "folder" && name !== "approved"));

/** What is sent of an e-mail, as its text tells. */
function sentOf(body: Body): EmailContent | undefined {
  const { approved } = body;
  if (!approved) return undefined;
  return contentOf({ ...parts(body), ...(typeof approved === "object" ? approved : {}) });
}

function contentOf(said: object): EmailContent {
  const read = emailContentSchema.safeParse(said, { reportInput: true });
  if (read.success) return read.data;
  throw new Fault(
    inputFaults(read.error).map(({ path, code, args }) => problem(path.map(String).join("."), code, args)),
  );
}

/** The rules of smart lists. */
export async function applySmartLists(applying: Applying): Promise<void> {
  const { change } = applying;
  for (const item of applying.of("smart list")) {
    const id = applying.id(item);
    if (id === undefined) continue;
    await applying.try(item, async () => {
      const rules = readRules(applying, item);
      const folder = change.catalog.smartLists.get(id)?.folder ?? null;
      const description = (item.body["description"] as string | undefined) || undefined;
      const text = writeRules(checkList(change.catalog, rules, folder, id).value, { ...change, folder });
      const same = isDeepStrictEqual(text, rulesIn(applying.old(item)?.body ?? {}));
      if (!same || !applying.says(item, "description", description))
        await applying.write(
          editSmartList(change, id, {
            ...(same ? {} : { rules }),
            description: description ?? null,
          }),
        );
    });
  }
  await applying.reread();
  for (const item of applying.of("smart list")) {
    const list = change.catalog.smartLists.get(applying.id(item) ?? 0);
    if (!list || (item.body as SmartListText).draft) continue;
    applying.refuse(item, checkList(change.catalog, list.rules, list.folder, list.id).problems.map(bare));
  }
}

/** Rules stand in a text without a key of their own. */
const bare = <T extends { path: string }>(one: T): T => ({ ...one, path: one.path.replace(/^rules\./, "") });

function readRules(applying: Applying, item: Wanted): Rules {
  const reader = new RuleReader();
  const rules = reader.rules(item.body);
  applying.refuse(item, reader.problems);
  return rules;
}

const rulesIn = ({
  triggers,
  match,
  logic,
  filters,
}: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries({ triggers, match, logic, filters }).filter(([, value]) => value !== undefined),
  );

/** Smart lists, flows and settings of campaigns, and whether they listen. */
export async function applyCampaigns(applying: Applying): Promise<void> {
  const { change } = applying;
  for (const item of applying.of("campaign")) {
    const id = applying.id(item);
    if (id === undefined) continue;
    const wanted = item.body as CampaignText;
    const old = applying.old(item);
    if (old && !applying.says(item, "executable", wanted.executable)) applying.fixed(item, "executable");
    await applying.try(item, async () => {
      if (wanted.active === false && old?.body["active"] === true)
        await applying.write(deactivateWithin({ definitions: change }, change.tx, id, change.now));
      await applySettings(applying, item, id);
      await applyVersion(applying, item, id);
    });
  }
  await applying.reread();
  const versions = await newestVersions(applying);
  for (const item of applying.of("campaign")) await checkCampaign(applying, item, versions);
}

async function applySettings(applying: Applying, item: Wanted, id: number): Promise<void> {
  const wanted = item.body as CampaignText;
  const description = wanted.description || undefined;
  const { personLimit, priority, blockOverLimit, qualification } = wanted;
  const settings = { description, qualification, personLimit, priority, blockOverLimit };
  const same = Object.entries(settings).every(([name, value]) =>
    applying.says(item, name, value === "once" ? undefined : value),
  );
  if (same) return;
  await applying.write(
    editCampaign(applying.change, id, {
      description: description ?? null,
      qualification: readQualification(qualification),
      personLimit: personLimit ?? null,
      priority: priority ?? null,
      blockOverLimit: blockOverLimit ?? false,
    }),
  );
}

function readQualification(given: CampaignText["qualification"]): Qualification {
  if (typeof given !== "object") return { rule: given ?? "once" };
  const match = /^(\d{1,5}) (hour|day|week|month)s?$/.exec(given["once every"].trim());
  const read = qualificationSchema.safeParse({
    rule: "once every",
    count: Number(match?.[1]),
    unit: match?.[2],
  });
  if (read.success) return read.data;
  throw new Fault(
    problem("qualification", "value.type", {
      value: given["once every"].slice(0, 100),
      wanted: "a number and a unit such as 2 days",
    }),
  );
}

async function applyVersion(applying: Applying, item: Wanted, id: number): Promise<void> {
  const { change } = applying;
  const { catalog } = change;
  const reader = new RuleReader();
  const rules = reader.rules(item.body);
  const flow = reader.flow((item.body as CampaignText).flow ?? []);
  applying.refuse(item, reader.problems);
  const place = { catalog, folder: catalog.campaigns.get(id)?.folder ?? null };
  const checked = checkRules(rules, { ...place, path: "rules", within: "list", trail: [] }).value;
  const mode = modeOf(checked, (item.body as CampaignText).executable === true);
  const resolved = checkFlow(flow, mode, { ...place, path: "flow" }).value;
  const before = applying.old(item)?.body ?? {};
  const sameRules = isDeepStrictEqual(writeRules(checked, place), rulesIn(before));
  const sameFlow = isDeepStrictEqual(writeFlow(resolved, place), before["flow"] ?? []);
  if (sameRules && sameFlow) return;
  const unseen = !applying.old(item);
  const edit = { rules, flow: sameFlow ? undefined : await aligned(applying, id, resolved) };
  const version = await applying.write(saveVersion(change, id, edit, undefined, unseen));
  if (!unseen) applying.versions.set(id, version);
}

async function aligned({ change }: Applying, id: number, flow: Flow): Promise<Flow> {
  const [row] = await change.tx.rows<{ version: number }>(
    sql`select version_id as version from campaign where id = ${id}`,
  );
  const versions = await loadVersions(change.tx, [row?.version ?? 0], change.catalog);
  return alignSteps(flow, versions.get(row?.version ?? 0)?.flow ?? { steps: [] });
}

/** The newest versions of all campaigns, by the number of the campaign. */
async function newestVersions({ change: { tx, catalog } }: Applying): Promise<Map<number, Version>> {
  const rows = await tx.rows<{ version: number }>(
    sql`select version_id as version from campaign where deleted_on is null`,
  );
  const ids = rows.map((row) => row.version);
  const versions = await loadVersions(tx, ids, catalog);
  return new Map([...versions.values()].map((version) => [version.campaign.id, version]));
}

async function checkCampaign(
  applying: Applying,
  item: Wanted,
  versions: ReadonlyMap<number, Version>,
): Promise<void> {
  const { change } = applying;
  const version = versions.get(applying.id(item) ?? 0);
  const wanted = item.body as CampaignText;
  if (!version) return;
  const { campaign, rules } = version;
  const mode = modeOf(rules, wanted.executable === true);
  const problems = blocking({ definitions: change }, version, campaign.folder, mode);
  if (!wanted.draft) applying.refuse(item, problems.filter(({ code }) => !isBare(code)).map(bare));
  if (!wanted.active || applying.old(item)?.body["active"] === true) return;
  const program = programOf(change.catalog, campaign.folder);
  // Its time was over: the same text again does not bring back what that ended.
  if (program !== null && change.catalog.programs.get(program)?.expired) return;
  if (problems.every(({ code }) => isBare(code)))
    await applying.try(item, async () => {
      await activateWithin({ definitions: change }, change.tx, campaign.id, change.now, change.actor);
    });
  else if (wanted.draft) applying.refuse(item, problems.map(bare));
}
