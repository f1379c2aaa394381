import { z } from "zod";
import { toIso, type Instant } from "#kernel/clock.ts";
import { sql } from "#kernel/sql.ts";
import type { Runner } from "#store/db.ts";
import { nameOfRun } from "#engine/run.ts";
import { THROUGH } from "#engine/step.ts";
import { sendEmail } from "#vocabulary/actions/send-email.ts";

/** A run as clients see it. */
export const runShape = z.object({
  id: z.int(),
  campaign: z
    .object({ id: z.int(), name: z.string() })
    .nullable()
    .meta({ description: "None: a single flow action" }),
  action: z.string().nullable().meta({ description: "What a single flow action does" }),
  kind: z.enum(["batch", "trigger", "executable", "test", "compensation", "action"]),
  state: z.enum([
    "tentative",
    "scheduled",
    "starting",
    "running",
    "waiting",
    "done",
    "aborted",
    "blocked",
    "failed",
    "cancelled",
    "missed",
    "active",
    "inactive",
  ]),
  scheduledFor: z.string(),
  occurrence: z
    .string()
    .nullable()
    .meta({ description: "The day of the campaign's series that it stands for" }),
  startedOn: z.string().nullable(),
  endedOn: z.string().nullable(),
  version: z.int().nullable().meta({ description: "The number of the campaign's version it works" }),
  matched: z.int().nullable().meta({ description: "How many the smart list matched" }),
  qualified: z.int().nullable().meta({
    description:
      "How many of them the qualification rule let in; where people enter one by one, how many came to the step that most came to, each as often as they did",
  }),
  mailed: z
    .int()
    .nullable()
    .meta({ description: "How many e-mails its steps sent; null: it has no such step" }),
  skipped: z.int().nullable().meta({ description: "How often one of its steps skipped somebody" }),
  personLimit: z.int().nullable(),
  step: z.int().meta({ description: "The step being worked; 0 while people enter" }),
  steps: z.int(),
  done: z.number().meta({ description: "Of a batch run: the share of the work that is done, 0 to 1" }),
  askedBy: z.string().nullable(),
  compensates: z.int().nullable().meta({ description: "The run whose values it puts back" }),
});
export type RunShape = z.infer<typeof runShape>;

/** Whose runs are meant. */
export const runsInput = {
  campaign: z.string().optional().meta({ description: "The campaign's number or name" }),
  actions: z
    .stringbool()
    .default(false)
    .meta({ description: "Only those of single flow actions, and what put these back" }),
};

interface Row {
  readonly id: number;
  readonly campaign_id: number | null;
  readonly name: string;
  readonly kind: RunShape["kind"];
  readonly state: RunShape["state"];
  readonly scheduled_for: Instant;
  readonly occurrence: string | null;
  readonly started_on: Instant | null;
  readonly ended_on: Instant | null;
  readonly number: number | null;
  readonly matched: number | null;
  readonly qualified: number | null;
  readonly came: number | null;
  readonly person_limit: number | null;
  readonly step: number;
  readonly steps: number;
  readonly through: number;
  readonly mailed: number | null;
  readonly skipped: number | null;
  readonly asked_by: string | null;
  readonly compensates: number | null;
}

/** When a run `r` began, or shall: what runs are ordered by, each campaign's and all of them. */
export const momentOf = sql`coalesce(r.started_on, r.scheduled_for)`;

/** Runs of one campaign, of single actions or of all, the latest first, `before` a run of theirs in this order. */
export async function readRuns(
  runner: Runner,
  of: {
    id?: number | undefined;
    campaign?: number | undefined;
    /** Only those of no campaign. */
    actions?: boolean;
    before?: number | undefined;
    limit: number;
  },
): Promise<RunShape[]> {
  const rows = await runner.rows<Row>(sql`
    with page as (
      select r.*, ${momentOf} as moment, ${nameOfRun} as name, v.number, coalesce(jsonb_array_length(v.flow -> 'steps'), 0) as steps
      from campaign_run r left join campaign_version v on v.id = r.version_id
      where (${of.id ?? null}::integer is null or r.id = ${of.id ?? null}) and (${of.campaign ?? null}::integer is null or r.campaign_id = ${of.campaign ?? null}) and (not ${of.actions ?? false} or r.campaign_id is null)
        and ${of.before === undefined ? sql`true` : sql`(${momentOf}, r.id) < (select ${momentOf}, r.id from campaign_run r where r.id = ${of.before})`}
      order by ${momentOf} desc, r.id desc limit ${of.limit}),
    mails as (${mailSteps}),
    came as (
      select run_id, max(people)::integer as people from (
        select n.run_id, n.step, sum(n.people) as people
        from shard s join run_count n on n.shard = s.shard and n.run_id = any(array(select id from page where kind in ('trigger', 'executable'))) and n.result = ${THROUGH}
        group by 1, 2) q group by 1),
    counts as (
      select n.run_id, sum(n.people) filter (where n.result = ${THROUGH})::bigint as through, sum(n.people) filter (where n.result = 1)::bigint as skipped,
        sum(n.people) filter (where n.result = 0 and (n.run_id, n.step) in (select run_id, step from mails))::bigint as mailed
      from shard s join run_count n on n.shard = s.shard and n.run_id = any(array(select id from page)) group by 1)
    select page.*, coalesce(c.through, 0) as through, case when page.started_on is not null then coalesce(c.skipped, 0) end as skipped,
      case when page.id in (select run_id from mails) then coalesce(c.mailed, 0) end as mailed,
      case when page.kind in ('trigger', 'executable') and page.started_on is not null then coalesce(came.people, 0) end as came
    from page left join counts c on c.run_id = page.id left join came on came.run_id = page.id order by page.moment desc, page.id desc`);
  return rows.map(shape);
}

/** The steps of each run of a `page` that mail. Whoever is in a batch run goes by its version, in others by that they entered. */
const mailSteps = sql`
  select distinct page.id as run_id, (s ->> 'id')::smallint as step
  from page join campaign_version v on v.id = page.version_id or (page.kind in ('trigger', 'executable') and v.campaign_id = page.campaign_id),
    jsonb_array_elements(v.flow -> 'steps') s where s ->> 'action' = ${sendEmail.name}`;

const iso = (at: Instant | null): string | null => (at === null ? null : toIso(at));

function shape(row: Row): RunShape {
  const whole = (row.qualified ?? 0) * (row.kind === "compensation" ? 1 : row.steps);
  return {
    id: row.id,
    campaign: row.campaign_id === null ? null : { id: row.campaign_id, name: row.name },
    action: row.campaign_id === null ? row.name : null,
    kind: row.kind,
    state: row.state,
    scheduledFor: toIso(row.scheduled_for),
    occurrence: row.occurrence,
    startedOn: iso(row.started_on),
    endedOn: iso(row.ended_on),
    version: row.number,
    matched: row.matched,
    qualified: row.qualified ?? row.came,
    mailed: row.mailed,
    skipped: row.skipped,
    personLimit: row.person_limit,
    step: row.step,
    steps: row.steps,
    done:
      row.state === "done" || row.state === "waiting" ? 1 : whole > 0 ? Math.min(1, row.through / whole) : 0,
    askedBy: row.asked_by,
    compensates: row.compensates,
  };
}
