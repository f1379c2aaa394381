import { z } from "zod";
import { changeMembers } from "#engine/people/list-members.ts";
import type { Context } from "../define.ts";
import { findId, key } from "../find.ts";
import { eachPerson, peopleInput, peopleOutput } from "../person/each-person.ts";

export const changeListInput = z.strictObject({ list: key("list"), ...peopleInput });
export const changeListOutput = peopleOutput(["added", "removed"]);

/** Adds people to a list or removes them, each answered for themselves. */
export async function changeList(
  context: Context,
  change: "add" | "remove",
  input: z.output<typeof changeListInput>,
): Promise<z.infer<typeof changeListOutput>> {
  const { engine } = context;
  const list = await findId(engine.db, "list", input.list);
  return eachPerson(context, input, async (ids) => {
    const { changed, gone } = await changeMembers(engine, change, list, ids);
    const outcome = change === "add" ? ("added" as const) : ("removed" as const);
    return { outcomes: new Map([...changed].map((id) => [id, outcome])), gone };
  });
}
