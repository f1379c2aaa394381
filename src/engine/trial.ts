import { toIso, type Instant } from "#kernel/clock.ts";
import { sql } from "#kernel/sql.ts";
import type { Trial } from "#vocabulary/define.ts";
import { admit } from "./admit.ts";
import { loadVersions, type Version } from "./catalog.ts";
import type { Engine } from "./engine.ts";
import { endings, type Entry } from "./entry.ts";
import { bornEntries } from "./execute.ts";
import { runEntries } from "./executor.ts";
import { stepLines, type LogLine } from "./log.ts";
import type { One } from "./people/move-rows.ts";
import type { RecordedRow } from "./record.ts";
import { holdShards, type Hold } from "./shard.ts";
import { stepKind, trialStatement, type StepWork, type Tried } from "./step.ts";

/** What to try, and for whom. */
export interface Trying extends Trial {
  readonly campaignId: number;
  readonly versionId: number;
  readonly person: One;
  /** What trigger tokens show, by name in lower case. */
  readonly trigger: Readonly<Record<string, string>>;
  readonly askedBy: string;
}

/** What became of a step. */
export interface TriedStep {
  readonly campaign: string;
  /** Its place in that campaign's flow, from 1. */
  readonly step: number;
  readonly action: string;
  /** 0 is the default choice. */
  readonly choice: number;
  /** What it left in the log; nothing when it changed nothing. */
  readonly line: LogLine | undefined;
  /** The number of the mail it sent to who tries it. */
  readonly mail: number | undefined;
}

export interface Outcome {
  readonly run: number;
  readonly at: Instant;
  readonly steps: readonly TriedStep[];
  /** The other campaigns that let the person in, because they were to take part. */
  readonly entered: readonly string[];
}

/** A step as it was walked, before what it left is read from the log. */
interface Walked {
  readonly entry: Entry;
  readonly index: number;
  readonly choice: number;
}

/**
 * Takes one person through a flow now, really, but as a test (docs/decisions/0035-trying-a-flow.md): nothing is waited
 * for, mails go to who tries it, and nobody enters a campaign by it. `undefined`: the person is gone.
 */
export async function tryFlow(engine: Engine, trying: Trying): Promise<Outcome | undefined> {
  const { person } = trying;
  const done = await engine.turns.whileLive(() =>
    holdShards(engine, "record", [person.shard], async (hold) => {
      const entry = await begin(hold, trying);
      if (!entry) return undefined;
      const walk = new Walk(hold, trying);
      await walk.through(entry);
      await runEntries(hold, [], walk.admitted);
      return { run: entry.runId, at: hold.at, walked: walk.walked, admitted: walk.admitted };
    }),
  );
  if (!done) return undefined;
  const { run, at, walked, admitted } = done;
  return {
    run,
    at,
    steps: await told(engine, person, at, walked),
    entered: [...new Set(admitted.map((entry) => entry.version.campaign.name))],
  };
}

/** A run in which nobody takes part, and the person's way through it, which is over already. */
async function begin(hold: Hold, trying: Trying): Promise<Entry | undefined> {
  const { tx, at, definitions } = hold;
  const { campaignId, versionId, person, askedBy, trigger } = trying;
  const now = sql`${toIso(at)}::timestamptz`;
  const [row] = await tx.rows<{ runId: number; id: number }>(sql`
    with run as (
        insert into campaign_run (campaign_id, version_id, kind, state, scheduled_for, started_on, ended_on, asked_by)
        select ${campaignId}::integer, ${versionId}::integer, 'test', 'done', ${now}, ${now}, ${now}, ${askedBy}
        from person p where p.shard = ${person.shard}::smallint and p.id = ${person.id}::bigint returning id)
    insert into entry (shard, origin, how, run_id, version_id, person_id, entered_on, ended_on)
    select ${person.shard}::smallint, 0, ${endings.indexOf("tested")}::smallint, id, ${versionId}::integer, ${person.id}::bigint, ${now}, ${now} from run
    returning run_id as "runId", id`);
  const version = (await loadVersions(tx, [versionId], definitions.catalog)).get(versionId);
  if (!row || !version) return undefined;
  return {
    ...row,
    version,
    shard: person.shard,
    personId: person.id,
    origin: "live",
    depth: 0,
    chain: [],
    cause: null,
    trigger,
    step: 0,
    ending: null,
    waits: false,
  };
}

/** One person's way through a flow that is tried, and through the executables inside it. */
class Walk {
  readonly walked: Walked[] = [];
  readonly admitted: Entry[] = [];
  private readonly hold: Hold;
  private readonly trial: Trial;

  constructor(hold: Hold, trial: Trial) {
    this.hold = hold;
    this.trial = trial;
  }

  async through(entry: Entry): Promise<void> {
    while (entry.ending === null && entry.step < entry.version.flow.steps.length) await this.step(entry);
  }

  private async step(entry: Entry): Promise<void> {
    const { hold } = this;
    const { version, runId, tokens, origin, shard, personId, id } = entry;
    const index = entry.step;
    entry.step += 1;
    const work: StepWork = {
      step: version.flow.steps[index] as Version["flow"]["steps"][number],
      version,
      tokens,
      runId,
      serves: entry.serves ?? runId,
      next: entry.step,
      at: hold.at,
      origin,
      definitions: hold.definitions,
      trial: this.trial,
      people: sql`select ${shard}::smallint as shard, ${personId}::bigint as person_id, ${id}::bigint as entry_id, ${JSON.stringify(entry.trigger ?? {})}::jsonb as trigger`,
      range: sql`true`,
    };
    const [tried] = await hold.tx.rows<Tried>(trialStatement(work), { prepare: true });
    if (!tried) return;
    this.walked.push({ entry, index, choice: tried.choice });
    if (tried.result !== 0) return;
    await this.follow(entry, stepKind(work), tried);
  }

  /** Does what changes the way the person takes, or concerns others. */
  private async follow(entry: Entry, kind: ReturnType<typeof stepKind>, tried: Tried): Promise<void> {
    const row = tried as RecordedRow & Tried;
    if (kind === "removes") {
      if (row.assetId === entry.version.campaign.id) leave(entry);
    } else if (kind === "executes" && row.born) {
      const born = { ...row.born, shard: entry.shard, personId: entry.personId, parentId: entry.id };
      for (const child of bornEntries(this.hold, [born], () => ({
        ...entry,
        serves: entry.serves ?? entry.runId,
        parent: entry,
      })))
        await this.through(child);
    } else if (kind === "heard" && this.trial.others) {
      const cause = { depth: entry.depth + 1, chain: [...entry.chain, entry.version.campaign.id] };
      this.admitted.push(...(await admit(this.hold, [{ ...row, ...cause, origin: "live" }], "over")));
    }
  }
}

/** Leaves a flow; of an executable also the flow that executes it (behaviour §3.6). */
function leave(entry: Entry): void {
  for (let one: Entry | undefined = entry; one; one = one.parent) one.ending ??= "removed";
}

/** What each step did, from what it left in the log and the outbox. */
async function told(
  engine: Engine,
  { shard, id }: One,
  at: Instant,
  walked: readonly Walked[],
): Promise<TriedStep[]> {
  const entries = [...new Set(walked.map(({ entry }) => entry.id))];
  const lines = await stepLines(engine.db, engine.definitions.catalog, { shard, id }, at, entries);
  const mails = await engine.db.rows<{ id: number; entryId: number; step: number }>(
    sql`select id, entry_id as "entryId", step from delivery where shard = ${shard}::smallint and person_id = ${id} and entry_id = any(${entries}::bigint[])`,
  );
  return walked.map(({ entry, index, choice }) => {
    const step = entry.version.flow.steps[index] as Version["flow"]["steps"][number];
    const ofStep = (one: { entryId: number | null; step: number | null }): boolean =>
      one.entryId === entry.id && one.step === step.id;
    return {
      campaign: entry.version.campaign.name,
      step: index + 1,
      action: step.action,
      choice,
      line: lines.find(ofStep),
      mail: mails.find(ofStep)?.id,
    };
  });
}
