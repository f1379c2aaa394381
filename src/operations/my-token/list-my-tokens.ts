import { z } from "zod";
import { currentDefinitions } from "#engine/engine.ts";
import { defineOperation } from "../define.ts";
import { findFolder, folderKey } from "../folder/find-folder.ts";
import { myTokenShape, tokensOf } from "./my-token-shape.ts";

export const listMyTokens = defineOperation({
  id: "list-my-tokens",
  noun: "my-token",
  verb: "list",
  method: "GET",
  path: "/api/folders/:folder/tokens",
  summary:
    "List the My Tokens of a folder or program: its own and those it inherits, and where each comes from",
  effect: "read",
  errors: ["not.found"],
  input: z.strictObject({ folder: folderKey("folder or program") }),
  output: z.object({ tokens: z.array(myTokenShape) }),
  async run({ engine }, { folder }) {
    const id = await findFolder(engine.db, "folder or program", folder, "folder");
    const { catalog } = await currentDefinitions(engine);
    return { tokens: tokensOf(catalog, id) };
  },
});
