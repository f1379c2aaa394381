import type { FilterDefinition } from "../define.ts";
import { acquisitionProgram, acquisitionProgramName } from "./acquisition-program.ts";
import { field } from "./field.ts";
import { memberOfList } from "./member-of-list.ts";
import { memberOfProgram } from "./member-of-program.ts";
import { memberOfSmartCampaign } from "./member-of-smart-campaign.ts";
import { memberOfSmartList } from "./member-of-smart-list.ts";
import { programStatus } from "./program-status.ts";
import { randomSample } from "./random-sample.ts";

/** Every filter that is not an activity, by name. */
export const filters: ReadonlyMap<string, FilterDefinition> = new Map(
  [
    field,
    memberOfList,
    memberOfSmartList,
    memberOfSmartCampaign,
    memberOfProgram,
    programStatus,
    acquisitionProgram,
    acquisitionProgramName,
    randomSample,
  ].map((one) => [one.name, one]),
);
