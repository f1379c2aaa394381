import { z } from "zod";
import { toIso } from "#kernel/clock.ts";
import { Fault, problem } from "#kernel/fault.ts";
import { sql } from "#kernel/sql.ts";
import { changeDefinitions } from "#engine/engine.ts";
import { audit } from "../audit.ts";
import { defineOperation } from "../define.ts";
import { findId, key } from "../find.ts";
import { refuseUsed } from "../users-of.ts";

export const deleteCampaign = defineOperation({
  id: "delete-campaign",
  noun: "campaign",
  verb: "delete",
  method: "DELETE",
  path: "/api/campaigns/:campaign",
  summary: "Delete a campaign that is not active, planned, running or used elsewhere",
  effect: "destroy",
  errors: ["campaign.active", "campaign.running", "in.use"],
  input: z.strictObject({ campaign: key("campaign") }),
  output: z.object({ deleted: z.int() }),
  async run({ engine, actor }, input) {
    const id = await findId(engine.db, "campaign", input.campaign);
    await changeDefinitions(engine, async (tx) => {
      const [row] = await tx.rows<{
        name: string;
        active: boolean;
        busy: boolean;
      }>(sql`select name, active_run_id is not null as active,
        exists (select from campaign_run r where r.campaign_id = c.id and r.state in ('scheduled', 'starting', 'running'))
          or exists (select from campaign_run r join entry e on e.run_id = r.id where r.campaign_id = c.id and e.due is not null) as busy
        from campaign c where id = ${id}`);
      const name = row?.name ?? "";
      if (row?.active) throw new Fault(problem("campaign", "campaign.active", { name }));
      if (row?.busy) throw new Fault(problem("campaign", "campaign.running", { name }));
      await refuseUsed(tx, engine.definitions.catalog, { kind: "campaign", key: id }, name);
      await tx.rows(
        sql`update campaign set deleted_on = ${toIso(engine.clock.now())}::timestamptz where id = ${id}`,
      );
      await audit(tx, engine.clock.now(), actor, "delete", "campaign", id, { name });
    });
    return { deleted: id };
  },
});
