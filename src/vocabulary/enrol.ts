import { toIso, type Instant } from "#kernel/clock.ts";
import { sql, type Sql } from "#kernel/sql.ts";
import { zoned } from "#domain/calendar.ts";
import type { Catalog } from "#domain/catalog.ts";
import type { ProgramStatus } from "#domain/program.ts";
import type { Cohort, Effect } from "./define.ts";
import type { Outcome } from "./outcome.ts";

/** People who are to get a status in a program. */
export interface Enrolment extends Pick<Cohort, "from" | "range" | "at" | "source" | "part"> {
  readonly catalog: Pick<Catalog, "calendar">;
  readonly program: number;
  readonly status: Pick<ProgramStatus, "id" | "name" | "step" | "success">;
  /** The campaign whose flow says so, if it is one. */
  readonly campaign: number | null;
  /** Also to a smaller step, to mend what is wrong. */
  readonly back: boolean;
}

/** The day of an instant where Muster's days are counted. */
export const dayIn = ({ calendar }: Pick<Catalog, "calendar">, at: Instant): Sql =>
  sql`${zoned(at, calendar.zone).toPlainDate().toString()}::date`;

/**
 * The membership `m` of somebody of a cohort, looked up one by one whatever the planner knows: a program that is new to it
 * has, so it believes, no members, and thousands were compared with thousands.
 */
export const membershipOf = (program: number): Sql => sql`lateral (
  select m.status_id, m.success_on, m.data from program_member m where m.shard = c.shard and m.program_id = ${program}::integer and m.person_id = c.person_id limit 1) m`;

/**
 * Gives people a status (behaviour §6.1): whoever is no member becomes one, nobody goes back, a status of success sets
 * success and its day where there is none, and the first program of a person has acquired them. Gives the parts, and the
 * relation `a` of everybody whose status is another one: `moves` says who gets it.
 */
export function enrol(enrolment: Enrolment): { parts: Effect["parts"]; asked: Sql; line: Outcome } {
  const { from, range, at, catalog, program, status, campaign, source, back, part } = enrolment;
  const asked = part("asked");
  const now = sql`${toIso(at)}::timestamptz`;
  const today = dayIn(catalog, at);
  const success = status.success ? today : sql`null::date`;
  const ours = sql`coalesce(a.acquired_by, ${program}::integer) = ${program}::integer`;
  const forward = back ? sql`true` : sql`b.step <= ${status.step}::smallint`;
  return {
    asked: sql`${asked} a`,
    parts: [
      [
        asked,
        sql`select c.*, m.status_id as was, b.name as was_named, m.success_on as was_success, p.acquisition_program as acquired_by, (m.status_id is null or ${forward}) as moves
          from ${from} join person p on p.shard = c.shard and p.id = c.person_id and ${range}
            left join ${membershipOf(program)} on true left join program_status b on b.id = m.status_id
          where m.status_id is distinct from ${status.id}::integer`,
      ],
      [
        part("enrolled"),
        sql`insert into program_member as m (shard, program_id, person_id, status_id, member_since, status_on, success_on, acquired, campaign_id, source)
          select a.shard, ${program}::integer, a.person_id, ${status.id}::integer, ${now}, ${now}, ${success}, ${ours}, ${campaign}::integer, ${source}::smallint
          from ${asked} a where a.moves
          on conflict (shard, program_id, person_id) do update
            set status_id = excluded.status_id, status_on = excluded.status_on, success_on = coalesce(m.success_on, excluded.success_on)`,
      ],
      [
        part("acquired"),
        sql`update person p set acquisition_program = ${program}::integer, acquisition_date = ${today}, updated_at = ${now}
          from ${asked} a where p.shard = a.shard and p.id = a.person_id and ${range} and a.was is null and a.acquired_by is null`,
      ],
    ],
    line: {
      asset: sql`${program}::integer`,
      result: sql`case when a.moves then 0 else 1 end`,
      reason: sql`case when not a.moves then 'backwards' end`,
      old: sql`a.was_named`,
      new: sql`${status.name}`,
      attributes: sql`case when a.moves then jsonb_strip_nulls(jsonb_build_object('success', ${status.success}::boolean, 'acquired-by', ${ours},
        'new-status-id', ${status.id}::integer, 'previous-status-id', a.was, 'success-date', coalesce(a.was_success, ${success}), 'previous-success-date', a.was_success)) end`,
    },
  };
}
