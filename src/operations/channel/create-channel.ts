import { z } from "zod";
import type { Channel } from "#domain/program.ts";
import { changing } from "../change.ts";
import { defineOperation, type Context } from "../define.ts";
import { nameSchema } from "../name.ts";
import { channelShape, programTypeSchema, shapeOf, statusInput, type ChannelShape } from "./channel-shape.ts";
import { makeChannel } from "./make-channel.ts";

export const createChannel = defineOperation({
  id: "create-channel",
  noun: "channel",
  verb: "create",
  method: "POST",
  path: "/api/channels",
  summary: "Create a channel: the statuses that members of programs of a type go through",
  effect: "write",
  errors: ["name.taken", "status.twice", "status.none"],
  input: z.strictObject({
    name: nameSchema,
    type: programTypeSchema.default("default"),
    statuses: z.array(statusInput).min(1).max(100),
  }),
  output: channelShape,
  async run(context: Context, input): Promise<ChannelShape> {
    const id = await changing(context, (change) => makeChannel(change, input));
    const { catalog } = context.engine.definitions;
    return shapeOf(catalog.channels.get(id) as Channel, catalog);
  },
});
