import { z } from "zod";
import { currentDefinitions } from "#engine/engine.ts";
import { defineOperation } from "../define.ts";
import { findId } from "../find.ts";
import { below } from "../folder/change-folder.ts";
import { findFolder } from "../folder/find-folder.ts";
import { assetsThat, documentsAmong, documentsBeside, programsAmong, type Assets } from "../remove-assets.ts";
import { userShape, usersIn, type Used, type User } from "../users-of.ts";

const KINDS = { list: "list", "smart-list": "smart list", campaign: "campaign", email: "email" } as const;
const NONE: Assets = { list: [], "smart list": [], campaign: [], email: [] };

/** What uses something of the tree: why it cannot be deleted (behaviour §4.5). */
export const showUsers = defineOperation({
  id: "show-users",
  noun: "tree",
  verb: "used-by",
  method: "GET",
  path: "/api/tree/:kind/:asset/used-by",
  summary:
    "Show the smart lists and campaigns that use something; of a folder or program, those outside it that use anything in it",
  effect: "read",
  errors: ["not.found"],
  input: z.strictObject({
    kind: z.enum(["folder", "program", "campaign", "list", "smart-list", "email"]),
    asset: z.string().max(2000).meta({ description: "Its number or name" }),
  }),
  output: z.object({ usedBy: z.array(userShape) }),
  async run({ engine }, { kind, asset }) {
    const { catalog } = await currentDefinitions(engine);
    const look = { catalog, tx: engine.db };
    const usersBeside = async (assets: Assets, also: readonly Used[] = []): Promise<{ usedBy: User[] }> => {
      const documents = await documentsBeside(look, assets);
      return { usedBy: usersIn(documentsAmong(documents, look, assets, also)) };
    };
    if (kind === "folder" || kind === "program") {
      const folders = below(look, await findFolder(engine.db, kind, asset, "asset")).map(({ id }) => id);
      const inside = assetsThat(look, (_, { folder }) => folder !== null && folders.includes(folder));
      return usersBeside(inside, programsAmong(look, folders));
    }
    const of = KINDS[kind];
    const id = await findId(engine.db, of, asset);
    return usersBeside({ ...NONE, [of]: [id] });
  },
});
