import { z } from "zod";
import { sql } from "#kernel/sql.ts";
import { things, type AssetKind } from "#vocabulary/reference.ts";
import { tableOf } from "../asset.ts";
import { refuseBusy } from "../campaign/refuse-busy.ts";
import { changing, note, nowOf, type Change } from "../change.ts";
import { defineOperation, type Context } from "../define.ts";
import { below, folderOf } from "../folder/change-folder.ts";
import { findFolder, folderKey } from "../folder/find-folder.ts";
import { nameUser, readDocuments, refers, refuseUsers, type Used } from "../users-of.ts";

const counts = { folders: z.int(), campaigns: z.int(), emails: z.int(), smartLists: z.int(), lists: z.int() };

/** Deletes a program whole, when nothing outside it uses anything in it. */
export const deleteProgram = defineOperation({
  id: "delete-program",
  noun: "program",
  verb: "delete",
  method: "DELETE",
  path: "/api/programs/:program",
  summary:
    "Delete a program with everything in it and its memberships, if nothing else uses that and none of its campaigns is active or running",
  effect: "destroy",
  errors: ["not.found", "in.use", "campaign.active", "campaign.running"],
  input: z.strictObject({ program: folderKey("program") }),
  output: z.object({ deleted: z.int(), ...counts }),
  run: (context: Context, { program }) =>
    changing(context, async (change) => {
      const id = await findFolder(change.tx, "program", program, "program");
      return { deleted: id, ...(await removeProgram(change, id)) };
    }),
});

async function removeProgram(change: Change, id: number): Promise<z.infer<z.ZodObject<typeof counts>>> {
  const { tx, catalog } = change;
  const { name } = folderOf(change, id);
  const folders = below(change, id).map((one) => one.id);
  const inside = (kind: AssetKind): number[] =>
    [...things(kind, catalog).values()]
      .filter((one) => one.folder !== null && folders.includes(one.folder))
      .map((one) => one.id);
  const assets = {
    campaign: inside("campaign"),
    email: inside("email"),
    "smart list": inside("smart list"),
    list: inside("list"),
  };
  const kinds = Object.entries(assets) as [AssetKind, number[]][];
  const programs = folders.filter((key) => catalog.programs.has(key));
  const used = [
    ...kinds.flatMap(([kind, ids]) => ids.map((key): Used => ({ kind, key }))),
    ...programs.map((key): Used => ({ kind: "program", key })),
  ];
  const outside = (await readDocuments(tx)).filter(
    (one) => one.folder === null || !folders.includes(one.folder),
  );
  refuseUsers(name, [...new Set(outside.filter((one) => refers(one, catalog, used)).map(nameUser))]);
  await refuseBusy(change, assets.campaign);
  for (const [kind, ids] of kinds)
    await tx.rows(
      sql`update ${tableOf(kind)} set deleted_on = ${nowOf(change)} where id = any(${ids}::integer[])`,
    );
  await tx.rows(sql`update email set version_id = null where id = any(${assets.email}::integer[])`);
  await tx.rows(sql`delete from my_token where folder_id = any(${folders}::integer[])`);
  await tx.rows(sql`update folder set deleted_on = ${nowOf(change)} where id = any(${folders}::integer[])`);
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
