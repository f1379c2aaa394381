import { z } from "zod";
import { clearSchedules } from "#engine/schedule/change-schedule.ts";
import { cancelPlannedInput, refuseBusy } from "../campaign/refuse-busy.ts";
import { changing, note, type Change } from "../change.ts";
import { defineOperation, type Context } from "../define.ts";
import { below, folderOf } from "../folder/change-folder.ts";
import { findFolder, folderKey } from "../folder/find-folder.ts";
import { assetsThat, documentsBeside, programsAmong, removeAssets, usersAmong } from "../remove-assets.ts";
import { refuseUsers } from "../users-of.ts";

const counts = { folders: z.int(), campaigns: z.int(), emails: z.int(), smartLists: z.int(), lists: z.int() };

/** Deletes a program whole, when nothing outside it uses anything in it. */
export const deleteProgram = defineOperation({
  id: "delete-program",
  noun: "program",
  verb: "delete",
  method: "DELETE",
  path: "/api/programs/:program",
  summary:
    "Delete a program with everything in it and its memberships, if nothing else uses that and none of its campaigns is active or running; with planned runs or series only when asked to",
  effect: "destroy",
  errors: ["not.found", "in.use", "campaign.active", "campaign.running", "campaign.planned"],
  input: z.strictObject({ program: folderKey("program"), cancelPlanned: cancelPlannedInput }),
  output: z.object({ deleted: z.int(), ...counts }),
  run: (context: Context, { program, cancelPlanned }) =>
    changing(context, async (change) => {
      const id = await findFolder(change.tx, "program", program, "program");
      return { deleted: id, ...(await removeProgram(change, id, cancelPlanned)) };
    }),
});

async function removeProgram(
  change: Change,
  id: number,
  cancelPlanned: boolean,
): Promise<z.infer<z.ZodObject<typeof counts>>> {
  const { name } = folderOf(change, id);
  const folders = below(change, id).map((one) => one.id);
  const assets = assetsThat(change, (_, { folder }) => folder !== null && folders.includes(folder));
  refuseUsers(
    name,
    usersAmong(await documentsBeside(change, assets), change, assets, programsAmong(change, folders)),
  );
  if (cancelPlanned) await clearSchedules(change.tx, assets.campaign, change.now);
  await refuseBusy(change, assets.campaign);
  await removeAssets(change, assets, folders);
  const counted = {
    folders: folders.length - 1,
    campaigns: assets.campaign.length,
    emails: assets.email.length,
    smartLists: assets["smart list"].length,
    lists: assets.list.length,
  };
  await note(change, "delete", "program", id, { name, ...counted });
  return counted;
}
