import { Fault, problem } from "#kernel/fault.ts";
import { sql } from "#kernel/sql.ts";
import type { Change } from "../change.ts";

/** Refuses when one of several campaigns is active, planned, repeating, running, or has people inside. @throws Fault */
export async function refuseBusy({ tx }: Change, ids: readonly number[]): Promise<void> {
  const rows = await tx.rows<{ name: string; active: boolean }>(sql`
    select name, active_run_id is not null as active from campaign c where id = any(${[...ids]}::integer[]) and (active_run_id is not null
      or exists (select from campaign_run r where r.campaign_id = c.id and r.state in ('scheduled', 'starting', 'running'))
      or exists (select from schedule s where s.campaign_id = c.id and s.next_at is not null)
      or exists (select from campaign_run r join entry e on e.run_id = r.id where r.campaign_id = c.id and e.due is not null))
    order by 1`);
  if (rows.length > 0)
    throw new Fault(
      rows.map(({ name, active }) =>
        problem("campaign", active ? "campaign.active" : "campaign.running", { name }),
      ),
    );
}
