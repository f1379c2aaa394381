import { z } from "zod";
import { currentDefinitions } from "#engine/engine.ts";
import { defineOperation } from "../define.ts";
import { channelKey, channelShape, findChannel, shapeOf, type ChannelShape } from "./channel-shape.ts";

export const showChannel = defineOperation({
  id: "show-channel",
  noun: "channel",
  verb: "show",
  method: "GET",
  path: "/api/channels/:channel",
  summary: "Show a channel with its statuses",
  effect: "read",
  errors: ["not.found"],
  input: z.strictObject({ channel: channelKey }),
  output: channelShape,
  async run({ engine }, { channel }): Promise<ChannelShape> {
    const { catalog } = await currentDefinitions(engine);
    return shapeOf(findChannel(catalog, channel), catalog);
  },
});
