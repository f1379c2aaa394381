import type { ActivityDefinition } from "#domain/activity.ts";
import type { FieldType } from "#domain/field.ts";
import { changeDataValue } from "./activities/change-data-value.ts";
import { changeScore } from "./activities/change-score.ts";

/** A change of a score is a Change Score, whoever makes it; every other change of a field is a Change Data Value. */
export const activityOfChange = (type: FieldType): ActivityDefinition =>
  type === "score" ? changeScore : changeDataValue;
