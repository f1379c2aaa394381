import { micros, toIso } from "#kernel/clock.ts";

/** An instant or the end of all time, as PostgreSQL reads it. */
export const instantText = (at: number): string =>
  at === Infinity ? "infinity" : at === -Infinity ? "-infinity" : toIso(micros(at));
