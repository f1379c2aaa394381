import type { TimeFrame } from "./calendar.ts";
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

/** What the frames of *in time frame* are called. */
export const timeFrameLabels: Readonly<Record<TimeFrame, Label>> = {
  Today: { en: "Today", fr: "Aujourd’hui" },
  Yesterday: { en: "Yesterday", fr: "Hier" },
  Tomorrow: { en: "Tomorrow", fr: "Demain" },
  "This Week": { en: "This Week", fr: "Cette semaine" },
  "Last Week": { en: "Last Week", fr: "La semaine dernière" },
  "Next Week": { en: "Next Week", fr: "La semaine prochaine" },
  "This Month": { en: "This Month", fr: "Ce mois-ci" },
  "Last Month": { en: "Last Month", fr: "Le mois dernier" },
  "Next Month": { en: "Next Month", fr: "Le mois prochain" },
  "This Quarter": { en: "This Quarter", fr: "Ce trimestre" },
  "Last Quarter": { en: "Last Quarter", fr: "Le trimestre dernier" },
  "Next Quarter": { en: "Next Quarter", fr: "Le trimestre prochain" },
  "This Year": { en: "This Year", fr: "Cette année" },
  "Last Year": { en: "Last Year", fr: "L’année dernière" },
  "Next Year": { en: "Next Year", fr: "L’année prochaine" },
  "Last 7 Days": { en: "Last 7 Days", fr: "Les 7 derniers jours" },
  "Last 30 Days": { en: "Last 30 Days", fr: "Les 30 derniers jours" },
};
