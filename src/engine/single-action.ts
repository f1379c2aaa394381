import { toIso } from "#kernel/clock.ts";
import { sql, type Sql } from "#kernel/sql.ts";
import type { Step } from "#domain/flow.ts";
import { rulesSchema } from "#domain/rules.ts";
import type { Engine } from "./engine.ts";

/** It has no smart list: its people are written down. */
const NOBODY = rulesSchema.parse({});

/** What to do, and to whom. */
export interface SingleAction {
  readonly step: Step;
  /** Selects shard and id of the people. */
  readonly people: Sql;
  readonly askedBy: string;
}

/**
 * Begins one action for people outside all campaigns: a run of no campaign, whose people are those of this moment. The
 * scheduler works it like a batch run of one step (docs/decisions/0044-single-flow-actions.md).
 *
 * @param agreed hears how many people these are; what it throws takes everything back
 * @returns the number of the run
 */
export function beginAction(
  engine: Engine,
  { step, people, askedBy }: SingleAction,
  agreed: (count: number) => void,
): Promise<number> {
  const now = sql`${toIso(engine.clock.now())}::timestamptz`;
  return engine.db.transaction("bulk", async (tx) => {
    await tx.rows(sql`set local work_mem = '256MB'`);
    const [run] = await tx.rows<{ id: number }>(sql`
      with version as (
        insert into campaign_version (number, rules, flow, created_on) values (1, ${JSON.stringify(NOBODY)}::jsonb, ${JSON.stringify({ steps: [{ ...step, id: 1 }] })}::jsonb, ${now})
        returning id)
      insert into campaign_run (version_id, kind, state, scheduled_for, started_on, step, asked_by)
      select id, 'action', 'running', ${now}, ${now}, 1, ${askedBy} from version returning id`);
    const id = run?.id as number;
    await tx.rows(
      sql`insert into entry (shard, origin, run_id, person_id) select q.shard, 1, ${id}::integer, q.id from (${people}) q`,
    );
    const [row] = await tx.rows<{ count: number }>(
      sql`update campaign_run set (matched, qualified) = (select count(*), count(*) from entry where run_id = ${id}) where id = ${id} returning qualified as count`,
    );
    agreed(row?.count ?? 0);
    return id;
  });
}
