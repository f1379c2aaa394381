import { Fault, problem } from "#kernel/fault.ts";
import { sql } from "#kernel/sql.ts";
import { identifySteps, type Flow } from "#domain/flow.ts";
import { modeOf, type Mode } from "#domain/mode.ts";
import type { Rules } from "#domain/rules.ts";
import { loadVersions } from "#engine/catalog.ts";
import type { FlowVersion } from "#engine/inside.ts";
import { upcoming } from "#engine/schedule/upcoming.ts";
import type { Connection } from "#store/db.ts";
import { checkFlow } from "#vocabulary/flow.ts";
import { checkRules } from "#vocabulary/rules.ts";
import { note, nowOf, type Change } from "../change.ts";
import { createNamedAssets } from "../named-assets.ts";

interface Current {
  readonly name: string;
  readonly executable: boolean;
  readonly activeRunId: number | null;
  readonly versionId: number;
  readonly number: number;
}

/**
 * Saves a new version of a campaign. Drafts with problems may be saved; what may not be is named in behaviour §2.2: a
 * trigger in an executable, a first trigger while runs are planned, taking the last trigger of an active campaign.
 * With nothing to save it is the version there is.
 *
 * @param unseen its version was made in this change: nobody has seen it, and it is filled
 * @param version the version the client edited, when it says so: two editors do not overwrite each other
 */
export async function saveVersion(
  change: Change,
  id: number,
  edit: { rules?: Rules | undefined; flow?: Flow | undefined },
  version: number | undefined,
  unseen = false,
): Promise<FlowVersion> {
  const { tx, catalog } = change;
  const current = await currentOf(tx, id);
  if (version !== undefined && version !== current.number)
    throw new Fault(problem("version", "campaign.changed", { version: current.number }));
  const before = (await loadVersions(tx, [current.versionId], catalog)).get(current.versionId);
  if (!edit.rules && !edit.flow)
    return { id: current.versionId, number: current.number, flow: before?.flow as Flow };
  const place = { catalog, folder: before?.campaign.folder ?? null };
  const rules = checkRules(edit.rules ?? (before?.rules as Rules), {
    ...place,
    path: "rules",
    within: "list",
    trail: [],
  }).value;
  const mode = modeOf(rules, current.executable);
  await refuseModeChange(tx, id, current, rules, mode);
  const checked = checkFlow(edit.flow ?? (before?.flow as Flow), mode, { ...place, path: "flow" }).value;
  const flow = identifySteps(checked, before?.flow);
  await createNamedAssets(tx, catalog, rules);
  if (unseen) {
    await tx.rows(
      sql`update campaign_version set rules = ${JSON.stringify(rules)}::jsonb, flow = ${JSON.stringify(flow)}::jsonb where id = ${current.versionId}`,
    );
    return { id: current.versionId, number: current.number, flow };
  }
  const [saved] = await tx.rows<{ id: number }>(sql`with v as (
      insert into campaign_version (campaign_id, number, rules, flow, created_on)
      values (${id}, ${current.number + 1}, ${JSON.stringify(rules)}::jsonb, ${JSON.stringify(flow)}::jsonb, ${nowOf(change)}) returning id)
    update campaign set version_id = (select id from v), updated_on = ${nowOf(change)} where id = ${id} returning version_id as id`);
  await note(change, edit.flow ? "modify flow" : "modify smart list", "campaign", id, {
    version: current.number + 1,
  });
  return { id: saved?.id as number, number: current.number + 1, flow };
}

async function currentOf(tx: Connection, id: number): Promise<Current> {
  const [row] =
    await tx.rows<Current>(sql`select c.name, c.executable, c.active_run_id as "activeRunId", c.version_id as "versionId", v.number
    from campaign c join campaign_version v on v.id = c.version_id where c.id = ${id} and c.deleted_on is null`);
  if (!row) throw new Fault(problem("campaign", "not.found", { kind: "campaign", name: String(id) }));
  return row;
}

async function refuseModeChange(
  tx: Connection,
  id: number,
  current: Current,
  rules: Rules,
  mode: Mode,
): Promise<void> {
  const { name } = current;
  if (current.executable && rules.triggers.length > 0)
    throw new Fault(problem("rules.triggers", "trigger.inExecutable"));
  const count = mode === "trigger" ? await countUpcoming(tx, id) : 0;
  if (count !== 0) throw new Fault(problem("rules.triggers", "campaign.scheduledRuns", { name, count }));
  if (mode === "trigger" && (await isPencilled(tx, id)))
    throw new Fault(problem("rules.triggers", "campaign.tentativeRuns", { name }));
  if (mode !== "trigger" && current.activeRunId !== null)
    throw new Fault(problem("rules.triggers", "campaign.active", { name }));
}

/** So many runs are counted; a series without an end has more. */
const MOST = 1_000;

async function countUpcoming(tx: Connection, id: number): Promise<number | string> {
  const count = (await upcoming(tx, [id], { limit: MOST })).get(id)?.length ?? 0;
  return count < MOST ? count : `${MOST}+`;
}

/** Whether it stands on the calendar only tentatively: with a run, or with a series. */
async function isPencilled(tx: Connection, id: number): Promise<boolean> {
  const [row] = await tx.rows<{ is: boolean }>(sql`select
    exists (select from campaign_run where campaign_id = ${id} and state = 'tentative')
    or exists (select from schedule where campaign_id = ${id} and tentative) as is`);
  return row?.is === true;
}
