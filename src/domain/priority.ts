/** How urgent a step is, in the order of their numbers in `entry.class` and `campaign.class`. */
export const priorities = ["high", "medium", "low"] as const;
export type Priority = (typeof priorities)[number];

/** So many minutes of waiting make an entry one class more urgent, so that nobody waits for ever. */
export const AGEING = 15;
