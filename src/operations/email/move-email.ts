import { z } from "zod";
import { defineOperation } from "../define.ts";
import { key } from "../find.ts";
import { targetInput } from "../folder/find-folder.ts";
import { moveAsset, movedShape } from "../move-asset.ts";

export const moveEmail = defineOperation({
  id: "move-email",
  noun: "email",
  verb: "move",
  method: "POST",
  path: "/api/emails/:email/move",
  summary: "Move an e-mail into another folder or program; references stay as they are, and are listed",
  effect: "write",
  errors: ["not.found", "name.taken", "name.ambiguous"],
  input: z.strictObject({ email: key("e-mail"), to: targetInput }),
  output: movedShape,
  run: (context, { email, to }) => moveAsset(context, "email", email, to),
});
