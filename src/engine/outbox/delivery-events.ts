import { sql, type Sql } from "#kernel/sql.ts";
import type { NewEvent } from "../record-events.ts";

/** A delivery with what its activities go back to. */
export interface DeliveryRow {
  readonly shard: number;
  readonly id: number;
  readonly kind: number;
  readonly origin: number;
  readonly state: number;
  readonly operational: boolean;
  readonly personId: number;
  /** Null: a notice. */
  readonly emailId: number | null;
  readonly versionId: number;
  readonly address: string;
  readonly tokens: string[];
  readonly runId: number | null;
  readonly entryId: number | null;
  readonly step: number | null;
  readonly choice: number | null;
  /** The campaign that sent it, and its chain of causes. */
  readonly campaignId: number | null;
  readonly depth: number | null;
  readonly chain: number[] | null;
}

/** Reads deliveries `d`. */
export const mailsOf = (which: Sql): Sql => sql`
  select d.shard, d.id, d.kind, d.origin, d.state, d.operational, d.person_id as "personId", v.email_id as "emailId", d.version_id as "versionId",
    d.address, d.tokens, d.run_id as "runId", d.entry_id as "entryId", d.step, d.choice, r.campaign_id as "campaignId", e.depth, e.chain
  from delivery d left join email_version v on v.id = d.version_id
  left join campaign_run r on r.id = d.run_id
  left join entry e on e.shard = d.shard and e.run_id = d.run_id and e.person_id = d.person_id and e.id = d.entry_id
  where ${which}`;

/**
 * An event that a mail is about, with the step that sent it.
 *
 * @param own a person did it: it begins a chain of causes of its own, but is known to come from the campaign
 */
export function eventOf(
  row: DeliveryRow,
  typeId: number,
  attributes: object | null,
  source: number,
  own = false,
): NewEvent {
  const { runId, entryId, step, choice, campaignId } = row;
  return {
    shard: row.shard,
    personId: row.personId,
    typeId,
    assetId: row.emailId,
    value: null,
    attributes: attributes && JSON.stringify(attributes),
    source,
    occurredOn: null,
    of: runId === null ? undefined : { run: runId, entry: entryId, step: step ?? 0, choice: choice ?? 0 },
    cause:
      campaignId === null
        ? undefined
        : { depth: own ? 1 : (row.depth ?? 0) + 1, chain: [...(row.chain ?? []), campaignId] },
  };
}
