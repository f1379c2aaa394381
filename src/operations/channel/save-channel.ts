import { z } from "zod";
import type { Channel } from "#domain/program.ts";
import { changing } from "../change.ts";
import { defineOperation, type Context } from "../define.ts";
import { nameSchema } from "../name.ts";
import {
  channelKey,
  channelShape,
  findChannel,
  shapeOf,
  statusesInput,
  type ChannelShape,
} from "./channel-shape.ts";
import { editChannel } from "./make-channel.ts";

export const saveChannel = defineOperation({
  id: "save-channel",
  noun: "channel",
  verb: "save",
  method: "PUT",
  path: "/api/channels/:channel",
  summary:
    "Rename a channel or change its statuses, for what comes: whoever has a status keeps it, also one that is taken away",
  effect: "write",
  errors: ["not.found", "name.taken", "in.use", "status.twice", "status.none"],
  input: z.strictObject({
    channel: channelKey,
    name: nameSchema.optional(),
    statuses: statusesInput
      .optional()
      .meta({ description: "All of them; one that is left out is taken away" }),
  }),
  output: channelShape,
  async run(context: Context, { channel, ...edit }): Promise<ChannelShape> {
    const id = await changing(context, async (change) => {
      const found = findChannel(change.catalog, channel);
      await editChannel(change, found, edit);
      return found.id;
    });
    const { catalog } = context.engine.definitions;
    return shapeOf(catalog.channels.get(id) as Channel, catalog);
  },
});
