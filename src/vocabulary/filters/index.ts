import type { FilterDefinition } from "../define.ts";
import { field } from "./field.ts";
import { memberOfList } from "./member-of-list.ts";
import { memberOfSmartCampaign } from "./member-of-smart-campaign.ts";
import { memberOfSmartList } from "./member-of-smart-list.ts";
import { randomSample } from "./random-sample.ts";

/** Every filter that is not an activity, by name. */
export const filters: ReadonlyMap<string, FilterDefinition> = new Map(
  [field, memberOfList, memberOfSmartList, memberOfSmartCampaign, randomSample].map((one) => [one.name, one]),
);
