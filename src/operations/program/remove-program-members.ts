import { z } from "zod";
import { sourceNumber } from "#domain/source.ts";
import { removeMembers } from "#engine/people/enrol-people.ts";
import { defineOperation } from "../define.ts";
import { findFolder, folderKey } from "../folder/find-folder.ts";
import { eachPerson, peopleInput, peopleOutput } from "../person/each-person.ts";

export const removeProgramMembers = defineOperation({
  id: "remove-program-members",
  noun: "program",
  verb: "remove-members",
  method: "POST",
  path: "/api/programs/:program/remove-members",
  summary: "Take people out of a program; they stay in its campaigns, and their log stays",
  effect: "destroy",
  errors: ["not.found", "call.tooMany", "field.notKey"],
  input: z.strictObject({
    program: folderKey("program"),
    ...peopleInput,
    reason: z.string().max(255).optional().meta({ description: "Kept in their log" }),
  }),
  output: peopleOutput(["removed"]),
  async run(context, { program, reason = null, ...whom }) {
    const { engine } = context;
    const id = await findFolder(engine.db, "program", program, "program");
    return eachPerson(context, whom, async (ids) => {
      const left = { program: id, source: sourceNumber("user"), reason };
      const removed = await removeMembers(engine, left, ids);
      return { outcomes: new Map([...removed].map((one) => [one, "removed" as const])) };
    });
  },
});
