import { z } from "zod";
import { sql } from "#kernel/sql.ts";
import { clearSchedules } from "#engine/schedule/change-schedule.ts";
import { changing, note, nowOf } from "../change.ts";
import { defineOperation, type Context } from "../define.ts";
import { findId, key } from "../find.ts";
import { refuseUsed } from "../users-of.ts";
import { cancelPlannedInput, refuseBusy } from "./refuse-busy.ts";

export const deleteCampaign = defineOperation({
  id: "delete-campaign",
  noun: "campaign",
  verb: "delete",
  method: "DELETE",
  path: "/api/campaigns/:campaign",
  summary: "Delete a campaign that is not active, running or used elsewhere; planned ones only when asked to",
  effect: "destroy",
  errors: ["campaign.active", "campaign.running", "campaign.planned", "in.use"],
  input: z.strictObject({ campaign: key("campaign"), cancelPlanned: cancelPlannedInput }),
  output: z.object({ deleted: z.int() }),
  run: (context: Context, { campaign, cancelPlanned }) =>
    changing(context, async (change) => {
      const { tx, catalog, now } = change;
      const id = await findId(tx, "campaign", campaign);
      const name = catalog.campaigns.get(id)?.name ?? "";
      if (cancelPlanned) await clearSchedules(tx, [id], now);
      await refuseBusy(change, [id]);
      await refuseUsed(tx, catalog, { kind: "campaign", key: id }, name);
      await tx.rows(sql`update campaign set deleted_on = ${nowOf(change)} where id = ${id}`);
      await note(change, "delete", "campaign", id, { name });
      return { deleted: id };
    }),
});
