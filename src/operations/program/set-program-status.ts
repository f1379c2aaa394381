import { z } from "zod";
import { Fault } from "#kernel/fault.ts";
import { sourceNumber } from "#domain/source.ts";
import { currentDefinitions } from "#engine/engine.ts";
import { changeStatus } from "#engine/people/enrol-people.ts";
import { resolveOpenStatus } from "#vocabulary/reference.ts";
import { defineOperation } from "../define.ts";
import { findFolder, folderKey } from "../folder/find-folder.ts";
import { eachPerson, peopleInput, peopleOutput } from "../person/each-person.ts";

export const setProgramStatus = defineOperation({
  id: "set-program-status",
  noun: "program",
  verb: "set-status",
  method: "POST",
  path: "/api/programs/:program/set-status",
  summary:
    "Give people a status in a program, with an answer for each: whoever is no member becomes one, nobody goes back unless you say so",
  effect: "write",
  errors: ["not.found", "status.unknown", "status.hidden", "call.tooMany", "field.notKey"],
  input: z.strictObject({
    program: folderKey("program"),
    ...peopleInput,
    status: z.string().max(255).optional().meta({ description: "Left out: the first of the program" }),
    back: z.boolean().default(false).meta({ description: "Also to a smaller step, to mend a mistake" }),
    reason: z.string().max(255).optional().meta({ description: "Kept in their log" }),
  }),
  output: peopleOutput(["added", "changed", "backwards"]),
  async run(context, { program, status, back, reason = null, ...whom }) {
    const { engine } = context;
    const id = await findFolder(engine.db, "program", program, "program");
    const { catalog } = await currentDefinitions(engine);
    const open = resolveOpenStatus(status, id, { catalog, path: "status" });
    if ("code" in open) throw new Fault(open);
    const source = sourceNumber("user");
    return eachPerson(context, whom, async (ids) => ({
      outcomes: await changeStatus(
        engine,
        { program: id, status: open.value, source, reason, back, origin: "live" },
        ids,
      ),
    }));
  },
});
