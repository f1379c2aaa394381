import type { Instant } from "#kernel/clock.ts";

/** A batch run, or one that puts back another, as its row has it. */
export interface Run {
  readonly id: number;
  readonly campaignId: number;
  readonly state: "scheduled" | "starting" | "running";
  readonly scheduledFor: Instant;
  readonly personLimit: number | null;
  readonly versionId: number | null;
  readonly step: number;
  /** The run it puts back, if it is of that kind. */
  readonly compensates: number | null;
}

/** All people of a shard are through. Greater than every person's number. */
export const END = Number.MAX_SAFE_INTEGER;
