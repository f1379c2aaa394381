import { defineOperation } from "../define.ts";
import { changeList, changeListInput, changeListOutput } from "./change-list.ts";

export const removePeopleFromList = defineOperation({
  id: "remove-people-from-list",
  noun: "list",
  verb: "remove-people",
  method: "POST",
  path: "/api/lists/:list/remove-people",
  summary: "Remove people from a static list, with an answer for each; the people themselves stay",
  effect: "write",
  errors: ["not.found", "call.tooMany", "field.notKey"],
  input: changeListInput,
  output: changeListOutput,
  run: (context, input) => changeList(context, "remove", input),
});
