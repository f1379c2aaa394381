import { toIso } from "#kernel/clock.ts";
import { Fault, problem } from "#kernel/fault.ts";
import { sql } from "#kernel/sql.ts";
import { identifySteps, type Flow } from "#domain/flow.ts";
import { modeOf, type Rules } from "#domain/rules.ts";
import { changeDefinitions, type Engine } from "#engine/engine.ts";
import { loadVersions } from "#engine/catalog.ts";
import type { FlowVersion } from "#engine/inside.ts";
import type { Connection } from "#store/db.ts";
import { checkFlow } from "#vocabulary/flow.ts";
import { checkRules } from "#vocabulary/rules.ts";
import { audit } from "../audit.ts";
import { createNamedAssets } from "../named-assets.ts";

interface Current {
  readonly name: string;
  readonly executable: boolean;
  readonly activeRunId: number | null;
  readonly versionId: number;
  readonly number: number;
  readonly scheduled: number;
}

/**
 * Saves a new version of a campaign. Drafts with problems may be saved; what may not be is named in behaviour §2.2: a
 * trigger in an executable, a first trigger while runs are planned, taking the last trigger of an active campaign.
 *
 * @param version the version the client edited, when it says so: two editors do not overwrite each other
 */
export async function saveVersion(
  engine: Engine,
  actor: string,
  id: number,
  change: { rules?: Rules | undefined; flow?: Flow | undefined },
  version: number | undefined,
): Promise<FlowVersion> {
  return changeDefinitions(engine, async (tx) => {
    const current = await currentOf(tx, id);
    if (version !== undefined && version !== current.number)
      throw new Fault(problem("version", "campaign.changed", { version: current.number }));
    const before = (await loadVersions(tx, [current.versionId], engine.definitions.catalog)).get(
      current.versionId,
    );
    const { catalog } = engine.definitions;
    const rules = checkRules(change.rules ?? (before?.rules as Rules), {
      catalog,
      path: "rules",
      within: "list",
      trail: [],
    }).value;
    const mode = modeOf(rules, current.executable);
    refuseModeChange(current, rules, mode);
    const flow = identifySteps(
      checkFlow(change.flow ?? (before?.flow as Flow), mode, catalog).value,
      before?.flow,
    );
    await createNamedAssets(tx, catalog, rules);
    const now = engine.clock.now();
    const [saved] = await tx.rows<{ id: number }>(sql`with v as (
        insert into campaign_version (campaign_id, number, rules, flow, created_on)
        values (${id}, ${current.number + 1}, ${JSON.stringify(rules)}::jsonb, ${JSON.stringify(flow)}::jsonb, ${toIso(now)}::timestamptz) returning id)
      update campaign set version_id = (select id from v), updated_on = ${toIso(now)}::timestamptz where id = ${id} returning version_id as id`);
    await audit(tx, now, actor, change.flow ? "modify flow" : "modify smart list", "campaign", id, {
      version: current.number + 1,
    });
    return { id: saved?.id as number, number: current.number + 1, flow };
  });
}

async function currentOf(tx: Connection, id: number): Promise<Current> {
  const [row] =
    await tx.rows<Current>(sql`select c.name, c.executable, c.active_run_id as "activeRunId", c.version_id as "versionId", v.number,
      (select count(*) from campaign_run r where r.campaign_id = c.id and r.kind = 'batch' and r.state = 'scheduled') as scheduled
    from campaign c join campaign_version v on v.id = c.version_id where c.id = ${id} and c.deleted_on is null`);
  if (!row) throw new Fault(problem("campaign", "not.found", { kind: "campaign", name: String(id) }));
  return row;
}

function refuseModeChange(current: Current, rules: Rules, mode: string): void {
  const { name } = current;
  if (current.executable && rules.triggers.length > 0)
    throw new Fault(problem("rules.triggers", "trigger.inExecutable"));
  if (mode === "trigger" && current.scheduled > 0)
    throw new Fault(problem("rules.triggers", "campaign.scheduledRuns", { name, count: current.scheduled }));
  if (mode !== "trigger" && current.activeRunId !== null)
    throw new Fault(problem("rules.triggers", "campaign.active", { name }));
}
