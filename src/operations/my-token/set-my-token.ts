import { z } from "zod";
import { myTokenNameSchema, myTokenTypes } from "#domain/my-token.ts";
import { changing } from "../change.ts";
import { defineOperation, type Context } from "../define.ts";
import { findFolder, folderKey } from "../folder/find-folder.ts";
import { setToken } from "./change-token.ts";
import { myTokenShape, tokensOf, type MyTokenShape } from "./my-token-shape.ts";

export const setMyToken = defineOperation({
  id: "set-my-token",
  noun: "my-token",
  verb: "set",
  method: "PUT",
  path: "/api/folders/:folder/tokens/:token",
  summary: "Give a folder or program a My Token, which steps and e-mails below it use as {{my.Name}}",
  effect: "write",
  errors: ["not.found", "value.type", "value.tooLong", "in.use"],
  input: z.strictObject({
    folder: folderKey("folder or program"),
    token: myTokenNameSchema.meta({ description: "Its name" }),
    type: z.enum(myTokenTypes).default("text"),
    value: z.union([z.string(), z.number()]).transform(String),
  }),
  output: myTokenShape,
  async run(context: Context, { folder, token: name, type, value }): Promise<MyTokenShape> {
    const id = await changing(context, async (change) => {
      const found = await findFolder(change.tx, "folder or program", folder, "folder");
      await setToken(change, found, { name, type, value });
      return found;
    });
    const tokens = tokensOf(context.engine.definitions.catalog, id);
    return tokens.find((one) => one.name.toLowerCase() === name.toLowerCase()) as MyTokenShape;
  },
});
