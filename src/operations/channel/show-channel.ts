import { z } from "zod";
import { sql } from "#kernel/sql.ts";
import { currentDefinitions } from "#engine/engine.ts";
import { defineOperation } from "../define.ts";
import { channelKey, channelShape, findChannel, shapeOf } from "./channel-shape.ts";

const people = z.int().meta({ description: "How many memberships have it, of any program" });

export const showChannel = defineOperation({
  id: "show-channel",
  noun: "channel",
  verb: "show",
  method: "GET",
  path: "/api/channels/:channel",
  summary: "Show a channel with its statuses, how many people have each, and the programs that have it",
  effect: "read",
  errors: ["not.found"],
  input: z.strictObject({ channel: channelKey }),
  output: channelShape.extend({
    statuses: z.array(channelShape.shape.statuses.element.extend({ people })),
    gone: z
      .array(z.object({ name: z.string(), people }))
      .meta({ description: "Statuses that were taken away, and that somebody still has" }),
    usedBy: z.array(z.object({ id: z.int(), name: z.string() })).meta({ description: "The programs" }),
  }),
  async run({ engine }, { channel }) {
    const { catalog } = await currentDefinitions(engine);
    const found = findChannel(catalog, channel);
    const shape = shapeOf(found, catalog);
    const counts = await engine.db.rows<{ id: number; name: string; people: number }>(sql`
      select s.id, s.name, count(*) as people from program_status s join program_member m on m.status_id = s.id
      where s.channel_id = ${found.id} group by s.id order by s.step, s.id`);
    const programs = [...catalog.programs.values()].filter((one) => one.channel.id === found.id);
    return {
      ...shape,
      statuses: shape.statuses.map((one) => ({
        ...one,
        people: counts.find(({ id }) => id === one.id)?.people ?? 0,
      })),
      gone: counts
        .filter(({ id }) => !shape.statuses.some((one) => one.id === id))
        .map(({ name, people: many }) => ({ name, people: many })),
      usedBy: programs.map(({ id, name }) => ({ id, name })),
    };
  },
});
