import type { Label } from "./label.ts";
import type { Operator } from "./operator.ts";

/** What operators are called (behaviour §2.6). */
export const operatorLabels: Readonly<Record<Operator, Label>> = {
  is: { en: "is", fr: "est" },
  "is not": { en: "is not", fr: "n’est pas" },
  "is any": { en: "is any", fr: "est quelconque" },
  "starts with": { en: "starts with", fr: "commence par" },
  "not starts with": { en: "not starts with", fr: "ne commence pas par" },
  contains: { en: "contains", fr: "contient" },
  "not contains": { en: "not contains", fr: "ne contient pas" },
  "is empty": { en: "is empty", fr: "est vide" },
  "is not empty": { en: "is not empty", fr: "n’est pas vide" },
  between: { en: "between", fr: "entre" },
  "greater than": { en: "greater than", fr: "supérieur à" },
  "less than": { en: "less than", fr: "inférieur à" },
  "at least": { en: "at least", fr: "au moins" },
  "at most": { en: "at most", fr: "au plus" },
  "in past": { en: "in past", fr: "dans le passé" },
  "in past before": { en: "in past before", fr: "dans le passé avant" },
  "in future": { en: "in future", fr: "dans le futur" },
  "in future after": { en: "in future after", fr: "dans le futur après" },
  "in time frame": { en: "in time frame", fr: "dans la période" },
  after: { en: "after", fr: "après" },
  before: { en: "before", fr: "avant" },
  "on or after": { en: "on or after", fr: "le ou après le" },
  "on or before": { en: "on or before", fr: "le ou avant le" },
  in: { en: "in", fr: "dans" },
  "not in": { en: "not in", fr: "pas dans" },
};
