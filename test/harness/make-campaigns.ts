import { sql } from "#kernel/sql.ts";
import type { Choice } from "#domain/flow.ts";
import type { Qualification } from "#domain/qualification.ts";
import type { Filter, Rules, Trigger } from "#domain/rules.ts";
import { changeDefinitions, type Engine } from "#engine/engine.ts";

/** A campaign as a test or bench writes it down: checked and resolved already. */
export interface CampaignText {
  readonly name: string;
  readonly triggers?: readonly Partial<Trigger>[];
  readonly filters?: readonly Partial<Filter>[];
  readonly match?: Rules["match"];
  readonly logic?: string;
  readonly steps: readonly {
    readonly action: string;
    readonly args: object | null;
    readonly choices?: readonly Choice[];
  }[];
  readonly qualification?: Qualification;
  readonly active?: boolean;
}

/** Makes campaigns, active ones listening at once; gives their numbers and, of the active, their runs. */
export function makeCampaigns(
  engine: Engine,
  texts: readonly CampaignText[],
): Promise<{ id: number; run: number | null }[]> {
  return changeDefinitions(engine, async (tx) => {
    const made: { id: number; run: number | null }[] = [];
    for (const text of texts) {
      const rules: Rules = {
        triggers: (text.triggers ?? []).map((one) => ({ values: [], ...one })) as Trigger[],
        match: text.match ?? "all",
        filters: (text.filters ?? []).map((one) => ({ values: [], ...one })) as Filter[],
        ...(text.logic ? { logic: text.logic } : {}),
      };
      const flow = { steps: text.steps.map((step, index) => ({ id: index + 1, choices: [], ...step })) };
      const [row] = await tx.rows<{ id: number; run: number | null }>(sql`
        with c as (insert into campaign (name, qualification, created_on, updated_on) values (${text.name}, ${JSON.stringify(text.qualification ?? { rule: "once" })}::jsonb, now(), now()) returning id),
        v as (insert into campaign_version (campaign_id, number, rules, flow, created_on) select id, 1, ${JSON.stringify(rules)}::jsonb, ${JSON.stringify(flow)}::jsonb, now() from c returning id, campaign_id),
        r as (insert into campaign_run (campaign_id, version_id, kind, state, scheduled_for) select campaign_id, id, 'trigger', 'active', now() from v where ${text.active ?? false} returning id)
        select v.campaign_id as id, v.id as version, (select id from r) as run from v`);
      if (row) {
        await tx.rows(
          sql`update campaign set version_id = (select max(id) from campaign_version where campaign_id = ${row.id}), active_run_id = ${row.run} where id = ${row.id}`,
        );
        made.push(row);
      }
    }
    return made;
  });
}
