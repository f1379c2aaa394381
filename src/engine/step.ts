import { type Instant, instantText, toIso } from "#kernel/clock.ts";
import { empty, ident, join, sql, type Sql } from "#kernel/sql.ts";
import { programOf } from "#domain/catalog.ts";
import { NO_CAMPAIGN } from "#domain/catalog.ts";
import type { Choice, Step } from "#domain/flow.ts";
import type { ActionDefinition, Args, Cohort, Effect, Scope, Trial, Way } from "#vocabulary/define.ts";
import { actions } from "#vocabulary/actions/index.ts";
import { entersAgainAfter } from "#domain/qualification.ts";
import { filterCondition, rulesCondition } from "#vocabulary/rules.ts";
import type { Version } from "./catalog.ts";
import type { Definitions } from "./definitions.ts";
import { sourceNumber } from "#domain/source.ts";
import { classBefore, endings, type Origin } from "./entry.ts";
import { insertActivities, recordedColumns, type RecordedRow } from "./record.ts";

/** A step about to be done for some people. */
export interface StepWork {
  readonly step: Step;
  readonly version: Version;
  /** The campaign that tokens speak of, if not the version's. */
  readonly tokens?: Version["campaign"] | undefined;
  readonly runId: number;
  /** The run in whose service they take it: another one inside an executable. */
  readonly serves: number;
  /** The index of the step after it. */
  readonly next: number;
  readonly at: Instant;
  readonly origin: Origin;
  readonly definitions: Definitions;
  /** Selects shard, person_id, entry_id, trigger of the people; nobody twice. */
  readonly people: Sql;
  /** It is only tried: nothing is counted, nobody enters or leaves a flow. */
  readonly trial?: Trial | undefined;
  /** A condition on the row `p` of person that narrows it as `people` does: ranges are not inferred. */
  readonly range: Sql;
}

/** What becomes of one choice of a step: its number (0 is the default) and its parameters. */
interface Branch {
  readonly choice: number;
  readonly args: Args;
}

/**
 * What a step's statement gives: of a way of its own, whom it concerns (see {@link stepStatement}); `heard`, the
 * activities of those with whom it succeeded, because somebody may listen; `unheard`, nothing.
 */
export type StepKind = Way | "heard" | "unheard";

export function stepKind({ step, definitions }: Pick<StepWork, "step" | "definitions">): StepKind {
  const action = actions.get(step.action) as ActionDefinition;
  if (action.way) return action.way;
  return branchesOf(step).some((branch) => isHeard(action, branch.args, definitions)) ? "heard" : "unheard";
}

/**
 * The statement that does one step for a cohort: choices, effects, activities and counts together. What it gives depends
 * on the kind of step: `waits` the `entryId` of who stays; `removes` the `personId` and `campaignId` of who left which
 * flow; `deletes` the `shard` and `id` of whom to delete; `executes` {@link Born}; `heard` the activities.
 *
 * @param closing further parts for the same statement, which also say where those who wait go on
 */
export function stepStatement(work: StepWork, closing: readonly Sql[] = []): Sql {
  const choices = branchesOf(work.step).map((one) => one.choice);
  switch (stepKind(work)) {
    case "waits":
      return closing.length > 0
        ? statementOf(work, closing, nothing)
        : statementOf(work, [sql`parked as (${parked(work)})`], sql`select id as "entryId" from parked`);
    case "executes":
      return statementOf(work, closing, choices.length > 0 ? whoIsBorn(work) : nothing);
    case "deletes":
      return statementOf(
        work,
        closing,
        sql`select shard, person_id as id from base where choice = any(${choices}::smallint[])`,
      );
    case "removes":
      return choices.length > 0
        ? statementOf(
            work,
            [sql`removed as (${removed(work)})`, ...closing],
            sql`select person_id as "personId", asset_id as "campaignId" from o where result = 0`,
          )
        : statementOf(work, closing, nothing);
    case "heard":
      return statementOf(work, closing, sql`select * from written where result = 0`);
    case "unheard":
      return statementOf(work, closing, nothing);
  }
}

/** What a step that is tried did to the one person: the choice they took, and what it left in the log, if anything. */
export interface Tried extends Partial<RecordedRow> {
  readonly choice: number;
  readonly result?: number;
  /** Of one that executes: their way through the executable. */
  readonly born?: Omit<Born, "shard" | "personId" | "parentId">;
}

/** The statement that does one step for somebody on whom it is tried; gives {@link Tried}. */
export function trialStatement(work: StepWork): Sql {
  const some = branchesOf(work.step).length > 0;
  const kind = stepKind(work);
  const born = some && kind === "executes";
  return statementOf(
    work,
    some && kind === "removes" && work.trial?.others ? [sql`removed as (${removed(work)})`] : [],
    sql`select b.choice ${some ? sql`, w.*` : empty} ${born ? sql`, to_jsonb(n) as born` : empty} from base b
      ${some ? sql`left join written w on true` : empty} ${born ? sql`left join (${whoIsBorn(work)}) n on true` : empty}`,
  );
}

const nothing = sql`select 1 where false`;

/** Ends the entries of people in the campaign that is named; when it is only tried, not those in the own one. */
const removed = ({ at, trial, version }: StepWork): Sql => sql`
  update entry e set due = null, step = null, ended_on = ${toIso(at)}::timestamptz, how = ${endings.indexOf("removed")}::smallint
  from o join campaign_run r on r.campaign_id = o.asset_id
  where o.result = 0${trial ? sql` and o.asset_id <> ${version.campaign.id}::integer` : empty} and e.shard = o.shard and e.run_id = r.id and e.person_id = o.person_id
    and (e.due is not null or (r.state in ('running', 'dry') and e.ended_on is null))`;

function statementOf(work: StepWork, closing: readonly Sql[], answer: Sql): Sql {
  const action = actions.get(work.step.action) as ActionDefinition;
  const branches = branchesOf(work.step);
  const effects = branches.map((branch) => ({ branch, ...effectOf(action, branch, work) }));
  const outcomes = effects.map(({ branch, outcome }) => {
    const type = action.records(branch.args, work.definitions.catalog).id;
    return sql`select b.*, ${branch.choice}::smallint as choice, ${type}::integer as type_id from (${outcome}) b`;
  });
  const heard = work.trial !== undefined || stepKind(work) === "heard";
  const parts = [
    sql`base as ${people(work)}`,
    ...effects.flatMap(({ parts: list }) => list.map(([name, statement]) => sql`${name} as (${statement})`)),
    ...(outcomes.length > 0
      ? [sql`o as (${join(outcomes, " union all ")})`, sql`written as (${written(work, heard)})`]
      : []),
    ...(work.trial ? [] : [sql`counted as (${counted(work, outcomes.length > 0)})`]),
    ...(action.way === "waits" ? [sql`stay as (${stay(work, outcomes.length > 0)})`] : []),
    ...closing,
  ];
  return sql`with ${join(parts, ", ")} ${answer}`;
}

/** Everybody of a step that waits with the instant their wait is over; null for who goes on at once. */
function stay({ step }: StepWork, some: boolean): Sql {
  const idle = [step.args, ...step.choices.map((choice) => choice.args)].flatMap((args, choice) =>
    args === null ? [choice] : [],
  );
  const rest = sql`select shard, person_id, entry_id, null::timestamptz as until from base where choice = any(${idle}::smallint[])`;
  return some ? sql`select shard, person_id, entry_id, until from o union all ${rest}` : rest;
}

const parked = ({ version, runId, next }: StepWork): Sql => sql`
  update entry e set due = s.until, step = ${next}::smallint, version_id = ${version.id}::integer, how = null, ended_on = null,
    class = case when e.fixed then e.class else ${classBefore(version, next)}::smallint end
  from stay s where e.shard = s.shard and e.run_id = ${runId}::integer and e.person_id = s.person_id and e.id = s.entry_id and s.until is not null
  returning e.id`;

/** The default first, then the choices; what does nothing has no branch. */
function branchesOf(step: Step): Branch[] {
  const all = [step.args, ...step.choices.map((choice) => choice.args)];
  return all.flatMap((args, choice) => (args === null ? [] : [{ choice, args }]));
}

/** The cohort with the choice each person takes; judged once, before anything is changed. */
function people({ step, people: relation, range, definitions, at }: StepWork): Sql {
  if (step.choices.length === 0) return sql`(select m.*, 0::smallint as choice from (${relation}) m)`;
  const scope: Scope = { catalog: definitions.catalog, at, reach: "each", seed: 0 };
  const cases = step.choices.map(
    (choice: Choice, index) => sql`when ${filterCondition(choice.if, scope)} then ${index + 1}`,
  );
  return sql`materialized (select m.*, (case ${join(cases, " ")} else 0 end)::smallint as choice
    from (${relation}) m join person p on p.shard = m.shard and p.id = m.person_id and ${range})`;
}

function effectOf(
  action: ActionDefinition,
  { choice, args }: Branch,
  work: StepWork,
): ReturnType<ActionDefinition["apply"]> {
  const cohort: Cohort = {
    from: work.step.choices.length === 0 ? sql`base c` : sql`(select * from base where choice = ${choice}) c`,
    range: work.range,
    at: work.at,
    catalog: work.definitions.catalog,
    campaign: work.tokens ?? work.version.campaign,
    folders: [...(work.tokens ? [work.tokens.folder] : []), work.version.campaign.folder],
    own: work.version.campaign.id,
    source: sourceOf(work),
    program: programOf(work.definitions.catalog, work.version.campaign.folder),
    run: work.runId,
    step: work.step.id ?? 0,
    choice,
    bulk: work.origin === "bulk",
    trial: work.trial,
    part: (name) => ident(`${name}_${choice}`),
  };
  const effect = action.apply(args, cohort);
  return action.way === "executes"
    ? {
        ...effect,
        parts: [
          ...executeParts(action.asset(args, cohort.catalog) ?? 0, cohort, work.serves),
          ...effect.parts,
        ],
      }
    : effect;
}

/** Lets those of a cohort who qualify into an executable: the membership row is the check, as in `let-in.ts`. */
function executeParts(campaignId: number, cohort: Cohort, serves: number): Effect["parts"] {
  const { at, catalog, trial } = cohort;
  const child = catalog.campaigns.get(campaignId)?.executable;
  const now = sql`${toIso(at)}::timestamptz`;
  const [entered, born] = [cohort.part("entered"), cohort.part("born")];
  if (!child?.sound) {
    const nobody = sql`select null::smallint as shard, null::bigint as person_id, null::bigint as id where false`;
    return [
      [entered, nobody],
      [born, nobody],
    ];
  }
  const qualifies = rulesCondition(child.rules, { catalog, at, reach: "each", seed: 0 });
  const again = instantText(entersAgainAfter(child.qualification, at));
  const wanted = sql`from ${cohort.from} join person p on p.shard = c.shard and p.id = c.person_id and ${cohort.range} where ${qualifies}`;
  const how = sql([String(endings.indexOf(trial ? "tested" : "finished"))]);
  return [
    [
      entered,
      trial
        ? sql`select c.shard, c.person_id ${wanted}`
        : sql`insert into membership as m (shard, campaign_id, person_id, times, first_on, last_on)
        select c.shard, ${campaignId}::integer, c.person_id, 1, ${now}, ${now}
        ${wanted}
        on conflict (shard, campaign_id, person_id) do update set times = m.times + 1, last_on = excluded.last_on
          where m.last_on <= ${again}::timestamptz
        returning shard, person_id`,
    ],
    [
      born,
      sql`insert into entry (shard, origin, step, depth, how, run_id, serves, version_id, person_id, entered_on, ended_on)
        select shard, 1, null, 0, ${how}, ${child.runId}::integer, ${serves}::integer, ${child.versionId}::integer, person_id, ${now}, ${now} from ${entered}
        returning shard, person_id, id`,
    ],
  ];
}

/** Somebody whom a step lets into an executable. */
export interface Born {
  readonly shard: number;
  readonly personId: number;
  /** The entry of the flow that executes, and the new one. */
  readonly parentId: number;
  readonly id: number;
  readonly campaignId: number;
  readonly context: boolean;
}

function whoIsBorn({ step, definitions: { catalog } }: StepWork): Sql {
  const action = actions.get(step.action) as ActionDefinition;
  const rows = branchesOf(step).map(
    ({ choice, args }) => sql`select n.shard, n.person_id as "personId", b.entry_id as "parentId", n.id,
      ${action.asset(args, catalog)}::integer as "campaignId", ${args["context"] === true}::boolean as context
      from ${ident(`born_${choice}`)} n join base b on b.shard = n.shard and b.person_id = n.person_id`,
  );
  return join(rows, " union all ");
}

/** Who does it, as the log says it. */
const sourceOf = ({ version, trial }: StepWork): number =>
  sourceNumber(trial ? "test" : version.campaign.id === NO_CAMPAIGN ? "user" : "flow action");

function written(work: StepWork, heard: boolean): Sql {
  const { runId, step, at } = work;
  const source = sourceOf(work);
  const instant = sql`${toIso(at)}::timestamptz`;
  const rows = sql`select o.shard, o.person_id, o.type_id, o.asset_id, o.value, ${runId}::integer, o.entry_id,
    ${step.id ?? 0}::smallint, o.choice, o.result, o.reason, ${sql([String(source)])}::smallint, o.old_value, o.new_value, o.attributes, ${instant}, ${instant} from o`;
  return heard ? sql`${insertActivities(rows)} returning ${recordedColumns}, result` : insertActivities(rows);
}

/** The result that stands for everybody who came through, whatever was done to them. */
export const THROUGH = -1;

function counted({ runId, step }: StepWork, some: boolean): Sql {
  const through = sql`select shard, choice, ${THROUGH}::smallint as result, '' as reason, count(*) as people from base group by 1, 2`;
  const done = sql`select shard, choice, result, coalesce(reason, '') as reason, count(*) as people from o group by 1, 2, 3, 4`;
  return sql`insert into run_count as n (shard, run_id, step, choice, result, reason, people)
    select q.shard, ${runId}::integer, ${step.id ?? 0}::smallint, q.choice, q.result, q.reason, q.people
    from (${some ? sql`${through} union all ${done}` : through}) q
    on conflict (shard, run_id, step, choice, result, reason) do update set people = n.people + excluded.people`;
}

/** Whether an active campaign may listen to what a step leaves. */
function isHeard(action: ActionDefinition, args: Args, { catalog, listening }: Definitions): boolean {
  const asset = action.asset(args, catalog);
  const type = action.records(args, catalog).id;
  return (listening.get(type) ?? []).some(({ triggers }) =>
    triggers.get(type)?.some(({ assets }) => assets === null || asset === null || assets.has(asset)),
  );
}
