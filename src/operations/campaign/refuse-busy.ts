import { z } from "zod";
import { Fault, problem } from "#kernel/fault.ts";
import { sql } from "#kernel/sql.ts";
import type { Runner } from "#store/db.ts";
import type { Change } from "../change.ts";

/** Also as an address says it. */
export const cancelPlannedInput = z
  .stringbool()
  .or(z.boolean())
  .default(false)
  .meta({ description: "Also cancel its planned runs, and let it repeat no more" });

/** A campaign that cannot be deleted as it stands: people enter it or are inside, or it has runs to come. */
export interface Busy {
  readonly id: number;
  readonly name: string;
  readonly why: "active" | "running" | "planned";
}

/** Which of several campaigns are active, have a run going on or people inside, are planned or repeat. */
export const readBusy = (runner: Runner, ids: readonly number[]): Promise<Busy[]> =>
  runner.rows<Busy>(sql`
    select * from (select id, name, case when active_run_id is not null then 'active'
      when exists (select from campaign_run r where r.campaign_id = c.id and r.state in ('starting', 'running'))
        or exists (select from campaign_run r join entry e on e.run_id = r.id where r.campaign_id = c.id and e.due is not null) then 'running'
      when exists (select from campaign_run r where r.campaign_id = c.id and r.state = 'scheduled')
        or exists (select from schedule s where s.campaign_id = c.id and s.next_at is not null) then 'planned' end as why
      from campaign c where id = any(${[...ids]}::integer[])) q where why is not null order by name`);

/** @throws Fault when one of several campaigns is busy */
export async function refuseBusy({ tx }: Change, ids: readonly number[]): Promise<void> {
  const busy = await readBusy(tx, ids);
  if (busy.length > 0)
    throw new Fault(busy.map(({ name, why }) => problem("campaign", `campaign.${why}`, { name })));
}
