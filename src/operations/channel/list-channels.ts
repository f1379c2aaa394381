import { z } from "zod";
import { currentDefinitions } from "#engine/engine.ts";
import { defineOperation } from "../define.ts";
import { channelShape, programTypeSchema, shapeOf } from "./channel-shape.ts";

export const listChannels = defineOperation({
  id: "list-channels",
  noun: "channel",
  verb: "list",
  method: "GET",
  path: "/api/channels",
  summary: "List the channels with their statuses",
  effect: "read",
  input: z.strictObject({
    type: programTypeSchema.optional().meta({ description: "Only those for programs of this type" }),
  }),
  output: z.object({ channels: z.array(channelShape) }),
  async run({ engine }, { type }) {
    const { catalog } = await currentDefinitions(engine);
    const channels = [...catalog.channels.values()].filter((one) => type === undefined || one.type === type);
    return { channels: channels.map((one) => shapeOf(one, catalog)) };
  },
});
