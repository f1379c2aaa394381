import type { Instant } from "#kernel/clock.ts";
import { sql } from "#kernel/sql.ts";

/** A batch run, a single action, or one that puts back another, as its row has it. */
export interface Run {
  readonly id: number;
  readonly campaignId: number | null;
  readonly state: "scheduled" | "starting" | "running";
  readonly scheduledFor: Instant;
  readonly versionId: number | null;
  readonly step: number;
  /** The run it puts back, if it is of that kind. */
  readonly compensates: number | null;
}

/** All people of a shard are through. Greater than every person's number. */
export const END = Number.MAX_SAFE_INTEGER;

/** What a run `r` is called: by its campaign, or, of a single action, by the action. */
export const nameOfRun = sql`coalesce((select c.name from campaign c where c.id = r.campaign_id),
  (select v.flow #>> '{steps,0,action}' from campaign_version v where v.id = r.version_id), '')`;
