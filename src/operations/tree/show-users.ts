import { z } from "zod";
import { sql } from "#kernel/sql.ts";
import { currentDefinitions } from "#engine/engine.ts";
import type { Runner } from "#store/db.ts";
import { readBusy } from "../campaign/refuse-busy.ts";
import { defineOperation } from "../define.ts";
import { findId } from "../find.ts";
import { below } from "../folder/change-folder.ts";
import { findFolder } from "../folder/find-folder.ts";
import { assetsThat, documentsAmong, documentsBeside, programsAmong, type Assets } from "../remove-assets.ts";
import { userShape, usersIn, type Used, type User } from "../users-of.ts";

const KINDS = { list: "list", "smart-list": "smart list", campaign: "campaign", email: "email" } as const;
const NONE: Assets = { list: [], "smart list": [], campaign: [], email: [] };

const number = z.int();
const contentsShape = z.object({
  folders: number,
  campaigns: number,
  emails: number,
  smartLists: number,
  lists: number,
  notes: number.meta({ description: "Notes of its calendar" }),
  members: number,
});
const plannedShape = z.object({
  runs: number.meta({ description: "Runs planned by themselves" }),
  series: number.meta({ description: "Campaigns that repeat" }),
});

/** What uses something of the tree, and what goes with it: why it cannot be deleted, or what that takes (behaviour §4.5). */
export const showUsers = defineOperation({
  id: "show-users",
  noun: "tree",
  verb: "used-by",
  method: "GET",
  path: "/api/tree/:kind/:asset/used-by",
  summary:
    "Show the smart lists and campaigns that use something, and what deleting it would take; of a folder or program, those outside it that use anything in it",
  effect: "read",
  errors: ["not.found"],
  input: z.strictObject({
    kind: z.enum(["folder", "program", "campaign", "list", "smart-list", "email"]),
    asset: z.string().max(2000).meta({ description: "Its number or name" }),
  }),
  output: z.object({
    usedBy: z.array(userShape),
    contents: contentsShape.meta({ description: "What stands in it" }),
    planned: plannedShape.meta({ description: "What of it is to come" }),
    going: z.array(userShape).meta({
      description: "The campaigns that are active, have a run going on, or people inside",
    }),
  }),
  async run({ engine }, { kind, asset }) {
    const { catalog } = await currentDefinitions(engine);
    const look = { catalog, tx: engine.db };
    const usersBeside = async (assets: Assets, also: readonly Used[] = []): Promise<User[]> => {
      const documents = await documentsBeside(look, assets);
      return usersIn(documentsAmong(documents, look, assets, also));
    };
    if (kind === "folder" || kind === "program") {
      const folders = below(look, await findFolder(engine.db, kind, asset, "asset")).map(({ id }) => id);
      const inside = assetsThat(look, (_, { folder }) => folder !== null && folders.includes(folder));
      return {
        usedBy: await usersBeside(inside, programsAmong(look, folders)),
        contents: await countContents(engine.db, inside, folders),
        ...(await atWork(engine.db, inside.campaign)),
      };
    }
    const of = KINDS[kind];
    const assets = { ...NONE, [of]: [await findId(engine.db, of, asset)] };
    return {
      usedBy: await usersBeside(assets),
      contents: await countContents(engine.db, NONE, []),
      ...(await atWork(engine.db, assets.campaign)),
    };
  },
});

/** @param folders itself and what is below it; a program and its folder are one */
async function countContents(
  runner: Runner,
  inside: Assets,
  folders: readonly number[],
): Promise<z.infer<typeof contentsShape>> {
  const [beside] = await runner.rows<{ notes: number; members: number }>(sql`
    select (select count(*)::integer from calendar_note where program_id = any(${[...folders]}::integer[])) as notes,
      (select count(*)::integer from program_member where program_id = any(${[...folders]}::integer[])) as members`);
  return {
    folders: Math.max(0, folders.length - 1),
    campaigns: inside.campaign.length,
    emails: inside.email.length,
    smartLists: inside["smart list"].length,
    lists: inside.list.length,
    notes: beside?.notes ?? 0,
    members: beside?.members ?? 0,
  };
}

/** What of some campaigns is to come, and which of them are at work. */
async function atWork(
  runner: Runner,
  campaigns: readonly number[],
): Promise<{ planned: z.infer<typeof plannedShape>; going: User[] }> {
  const ofThem = sql`campaign_id = any(${[...campaigns]}::integer[])`;
  const [planned = { runs: 0, series: 0 }] = await runner.rows<z.infer<typeof plannedShape>>(sql`
    select (select count(*)::integer from campaign_run where ${ofThem} and kind = 'batch' and state = 'scheduled' and occurrence is null) as runs,
      (select count(*)::integer from schedule where ${ofThem} and next_at is not null) as series`);
  const going = (await readBusy(runner, campaigns)).filter(({ why }) => why !== "planned");
  return { planned, going: going.map(({ id, name }) => ({ kind: "campaign", id, name })) };
}
