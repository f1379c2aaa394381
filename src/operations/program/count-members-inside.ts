import { z } from "zod";
import { currentDefinitions } from "#engine/engine.ts";
import { countInside } from "#engine/inside.ts";
import { campaignsOf } from "../calendar/entry-shape.ts";
import { defineOperation } from "../define.ts";
import { findFolder, folderKey } from "../folder/find-folder.ts";
import { eachPerson, peopleInput } from "../person/each-person.ts";

/** What there is to know before members are removed. */
export const countMembersInside = defineOperation({
  id: "count-members-inside",
  noun: "program",
  verb: "inside",
  method: "POST",
  path: "/api/programs/:program/inside",
  summary: "Count which of some people are inside the flows of a program's campaigns now",
  effect: "read",
  errors: ["not.found", "call.tooMany", "field.notKey"],
  input: z.strictObject({ program: folderKey("program"), ...peopleInput }),
  output: z.object({ inside: z.int() }),
  async run(context, { program, ...whom }) {
    const { engine } = context;
    const { catalog } = await currentDefinitions(engine);
    const id = await findFolder(engine.db, "program", program, "program");
    let inside = 0;
    await eachPerson(context, whom, async (ids) => {
      inside = await countInside(engine, campaignsOf(catalog, [id]), ids);
      return { outcomes: new Map<number, never>() };
    });
    return { inside };
  },
});
