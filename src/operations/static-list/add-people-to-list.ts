import { defineOperation } from "../define.ts";
import { changeList, changeListInput, changeListOutput } from "./change-list.ts";

export const addPeopleToList = defineOperation({
  id: "add-people-to-list",
  noun: "list",
  verb: "add-people",
  method: "POST",
  path: "/api/lists/:list/add-people",
  summary: "Add people to a static list, with an answer for each; campaigns that listen start at once",
  effect: "write",
  errors: ["not.found", "call.tooMany", "field.notKey"],
  input: changeListInput,
  output: changeListOutput,
  run: (context, input) => changeList(context, "add", input),
});
