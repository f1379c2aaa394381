/** Who wrote an activity, in the order of their numbers in the log. */
export const sources = [
  "flow action",
  "form",
  "list import",
  "web service api",
  "webhook",
  "user",
  "system",
  "test",
] as const;
export type Source = (typeof sources)[number];

export const sourceNumber = (source: Source): number => sources.indexOf(source);

/** How an action ended for a person, in the order of their numbers in the log. */
export const results = ["succeeded", "skipped", "failed"] as const;
export type Result = (typeof results)[number];
