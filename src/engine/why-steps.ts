import type { Instant } from "#kernel/clock.ts";
import { empty, sql } from "#kernel/sql.ts";
import type { Step } from "#domain/flow.ts";
import { actions } from "#vocabulary/actions/index.ts";
import { loadVersions, type Version } from "./catalog.ts";
import { endings, type Ending } from "./entry.ts";
import type { Engine } from "./engine.ts";
import { stepLines, type LogLine } from "./log.ts";
import type { One } from "./people/move-rows.ts";
import { explainPerson, type Explained } from "./smart-list.ts";

/** What became of somebody in a step. `passed`: they came through, and it left nothing in the log; `ahead`: they did not come to it. */
export const stepStates = ["succeeded", "skipped", "failed", "passed", "waiting", "ahead"] as const;
export type StepState = (typeof stepStates)[number];

/** A step and one person. */
export interface StepWhy {
  readonly step: Step;
  /** `null`: they have not entered. */
  readonly state: StepState | null;
  /** What it left in the log. */
  readonly line: LogLine | undefined;
  /** While they wait in it: until when. */
  readonly until: Instant | null;
  /** What the condition of each choice says now. What it said when they came through is not kept. */
  readonly choices: readonly Explained[];
  /** The choice that applies now; 0 is the default. */
  readonly applies: number;
}

/** A way through the flow, as it is written. */
interface Passage {
  readonly id: number;
  readonly versionId: number;
  readonly since: Instant;
  /** The index of the step they go on with, while they wait. */
  readonly step: number | null;
  readonly due: Instant | null;
  readonly how: number | null;
  /** Of a batch run under way: the number of the step that is worked. */
  readonly worked: number | null;
}

/**
 * The steps of a flow and one person: of a way through it, the newest if none is named, and in the version it took;
 * who never entered has the steps of the version that is given.
 */
export async function whySteps(
  engine: Engine,
  current: Version,
  person: One,
  entry: number | undefined,
): Promise<{ since: Instant | null; earlier: boolean; steps: StepWhy[] }> {
  const { catalog } = engine.definitions;
  const passage = await passageOf(engine, current.campaign.id, person, entry);
  const version =
    (passage && (await loadVersions(engine.db, [passage.versionId], catalog)).get(passage.versionId)) ??
    current;
  const lines = passage ? await stepLines(engine.db, catalog, person, passage.since, [passage.id]) : [];
  const { steps } = version.flow;
  const answers = await explainChoices(engine, steps, person);
  const lineOf = ({ id }: Step): LogLine | undefined => lines.find((line) => line.step === id);
  const reached = passage ? reachedBy(passage, steps, lineOf) : 0;
  return {
    since: passage?.since ?? null,
    earlier: version.id !== current.id,
    steps: steps.map((step, index): StepWhy => {
      const line = lineOf(step);
      const choices = answers[index] ?? [];
      const state = passage ? stateOf(passage, step, index, reached, line) : null;
      return {
        step,
        state,
        line,
        until: state === "waiting" ? (passage?.due ?? null) : null,
        choices,
        applies: choices.findIndex(({ holds }) => holds) + 1,
      };
    }),
  };
}

async function passageOf(
  engine: Engine,
  campaignId: number,
  { shard, id }: One,
  entry: number | undefined,
): Promise<Passage | undefined> {
  const never = ["refused", "tested"] satisfies Ending[];
  const [row] = await engine.db.rows<Passage>(sql`
    select e.id, coalesce(e.version_id, r.version_id) as "versionId", coalesce(e.entered_on, r.scheduled_for) as since, e.step, e.due,
      case when e.how is null and r.state in ('aborted', 'failed') then ${endings.indexOf("aborted")}::smallint else e.how end as how,
      case when r.kind = 'batch' and r.state = 'running' then r.step end as worked
    from campaign_run r join entry e on e.shard = ${shard}::smallint and e.run_id = r.id and e.person_id = ${id}::bigint
    where r.campaign_id = ${campaignId}::integer and r.started_on is not null
      and (e.how is null or e.how <> all(${never.map((one) => endings.indexOf(one))}::smallint[]))
      ${entry === undefined ? empty : sql`and e.id = ${entry}::bigint`}
    order by since desc, e.id desc limit 1`);
  return row;
}

/** The conditions of all choices, asked as the filters of one list. */
async function explainChoices(engine: Engine, steps: readonly Step[], person: One): Promise<Explained[][]> {
  const filters = steps.flatMap(({ choices }) => choices.map((one) => one.if));
  if (filters.length === 0) return [];
  const { catalog } = engine.definitions;
  const rules = { triggers: [], match: "any" as const, filters };
  const found = await explainPerson(engine.db, { rules, catalog, at: engine.clock.now() }, person);
  const rest = [...(found?.filters ?? [])];
  return steps.map(({ choices }) => rest.splice(0, choices.length));
}

/** The index of the first step they did not come to. Of who was taken out only the log knows. */
function reachedBy(
  { step, due, how, worked }: Passage,
  steps: readonly Step[],
  lineOf: (step: Step) => LogLine | undefined,
): number {
  if (due !== null) return step ?? 0;
  if (how === null && worked !== null) return worked - 1;
  if (how === null || endings[how] === "finished") return steps.length;
  return steps.findLastIndex((one) => lineOf(one) !== undefined) + 1;
}

function stateOf(
  { step, due }: Passage,
  { action }: Step,
  index: number,
  reached: number,
  line: LogLine | undefined,
): StepState {
  const waits = due !== null && index + 1 === step && actions.get(action)?.way === "waits";
  if (waits && line?.result === "succeeded") return "waiting";
  if (line) return line.result as StepState;
  return index < reached ? "passed" : "ahead";
}
