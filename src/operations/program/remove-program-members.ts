import { z } from "zod";
import { sourceNumber } from "#domain/source.ts";
import { currentDefinitions } from "#engine/engine.ts";
import { takeOut } from "#engine/inside.ts";
import { removeMembers } from "#engine/people/enrol-people.ts";
import { campaignsOf } from "../calendar/entry-shape.ts";
import { defineOperation } from "../define.ts";
import { findFolder, folderKey } from "../folder/find-folder.ts";
import { eachPerson, peopleInput, peopleOutput } from "../person/each-person.ts";

export const removeProgramMembers = defineOperation({
  id: "remove-program-members",
  noun: "program",
  verb: "remove-members",
  method: "POST",
  path: "/api/programs/:program/remove-members",
  summary:
    "Take people out of a program, and of its campaigns too if that is said; otherwise they stay in those. Their log stays",
  effect: "destroy",
  errors: ["not.found", "call.tooMany", "field.notKey"],
  input: z.strictObject({
    program: folderKey("program"),
    ...peopleInput,
    reason: z.string().max(255).optional().meta({ description: "Kept in their log" }),
    flows: z.boolean().default(false).meta({
      description: "Also take them out of the flows of its campaigns, where they stand",
    }),
  }),
  output: peopleOutput(["removed"]).extend({
    takenOut: z.int().meta({ description: "How many times somebody was taken out of a flow" }),
  }),
  async run(context, { program, reason = null, flows, ...whom }) {
    const { engine, scheduler } = context;
    const { catalog } = await currentDefinitions(engine);
    const id = await findFolder(engine.db, "program", program, "program");
    let takenOut = 0;
    const answer = await eachPerson(context, whom, async (ids) => {
      if (flows)
        for (const campaign of campaignsOf(catalog, [id]))
          takenOut += await takeOut(engine, campaign, ids, "removed");
      const left = { program: id, source: sourceNumber("user"), reason };
      const removed = await removeMembers(engine, left, ids);
      return { outcomes: new Map([...removed].map((one) => [one, "removed" as const])) };
    });
    if (takenOut > 0) scheduler.ring();
    return { ...answer, takenOut };
  },
});
