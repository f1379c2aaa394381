import { Fault, problem } from "#kernel/fault.ts";
import { sql } from "#kernel/sql.ts";
import { identifySteps, type Flow } from "#domain/flow.ts";
import type { Qualification } from "#domain/qualification.ts";
import { modeOf } from "#domain/mode.ts";
import type { Rules } from "#domain/rules.ts";
import { checkFlow } from "#vocabulary/flow.ts";
import { checkRules } from "#vocabulary/rules.ts";
import { note, nowOf, type Change } from "../change.ts";
import { createNamedAssets } from "../named-assets.ts";
import { named } from "../name.ts";

export interface NewCampaign {
  readonly name: string;
  readonly description: string | null;
  readonly folder: number | null;
  readonly executable: boolean;
  readonly rules: Rules;
  readonly flow: Flow;
  readonly qualification: Qualification;
  readonly personLimit: number | null;
  /** Left out: as the settings say. */
  readonly blockOverLimit?: boolean | undefined;
}

/** Makes a campaign with its first version; gives its number. Drafts with problems may be made. */
export async function makeCampaign(change: Change, input: NewCampaign): Promise<number> {
  const { tx, catalog, actor } = change;
  const { name, folder, executable } = input;
  const place = { catalog, folder };
  const rules = checkRules(input.rules, { ...place, path: "rules", within: "list", trail: [] }).value;
  if (executable && rules.triggers.length > 0)
    throw new Fault(problem("rules.triggers", "trigger.inExecutable"));
  const mode = modeOf(rules, executable);
  const flow = identifySteps(checkFlow(input.flow, mode, { ...place, path: "flow" }).value, undefined);
  await createNamedAssets(tx, catalog, rules);
  const now = nowOf(change);
  const made = await named("campaign", name, async () => {
    const [row] = await tx.rows<{
      id: number;
    }>(sql`insert into campaign (name, description, folder_id, executable, qualification, person_limit, block_over_limit, created_on, updated_on)
      values (${name}, ${input.description}, ${folder}::integer, ${executable}, ${JSON.stringify(input.qualification)}::jsonb, ${input.personLimit},
        coalesce(${input.blockOverLimit ?? null}::boolean, (select value::boolean from setting where name = 'block_over_limit')), ${now}, ${now}) returning id`);
    return row?.id as number;
  });
  await tx.rows(sql`with v as (insert into campaign_version (campaign_id, number, rules, flow, created_on)
      values (${made}, 1, ${JSON.stringify(rules)}::jsonb, ${JSON.stringify(flow)}::jsonb, ${now}) returning id)
    update campaign set version_id = v.id from v where campaign.id = ${made}`);
  if (executable)
    await tx.rows(sql`insert into campaign_run (campaign_id, kind, state, scheduled_for, started_on, asked_by)
      values (${made}, 'executable', 'active', ${now}, ${now}, ${actor})`);
  change.unsettled = true;
  await note(change, "create", "campaign", made, { name });
  return made;
}

/** Makes a batch campaign that has neither people nor steps yet; gives its number. */
export const makeDraft = (change: Change, name: string, folder: number): Promise<number> =>
  makeCampaign(change, {
    name,
    description: null,
    folder,
    executable: false,
    rules: { triggers: [], match: "all", filters: [] },
    flow: { steps: [] },
    qualification: { rule: "once" },
    personLimit: null,
  });
