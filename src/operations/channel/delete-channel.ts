import { z } from "zod";
import { changing } from "../change.ts";
import { defineOperation, type Context } from "../define.ts";
import { channelKey, findChannel } from "./channel-shape.ts";
import { removeChannel } from "./make-channel.ts";

export const deleteChannel = defineOperation({
  id: "delete-channel",
  noun: "channel",
  verb: "delete",
  method: "DELETE",
  path: "/api/channels/:channel",
  summary: "Delete a channel that no program has",
  effect: "destroy",
  errors: ["not.found", "in.use", "channel.last"],
  input: z.strictObject({ channel: channelKey }),
  output: z.object({ deleted: z.int() }),
  run: (context: Context, { channel }) =>
    changing(context, async (change) => {
      const found = findChannel(change.catalog, channel);
      await removeChannel(change, found);
      return { deleted: found.id };
    }),
});
