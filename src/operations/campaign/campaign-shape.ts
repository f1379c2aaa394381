import { z } from "zod";
import { sentence, type Language, type Problem } from "#kernel/fault.ts";
import { micros, toIso, type Instant } from "#kernel/clock.ts";
import { sql } from "#kernel/sql.ts";
import { flowSchema, type Flow } from "#domain/flow.ts";
import { priorities } from "#domain/priority.ts";
import { qualificationSchema, type Qualification } from "#domain/qualification.ts";
import { recurrenceShape, type Recurrence } from "#domain/recurrence.ts";
import { isMissing } from "#domain/missing.ts";
import { modeOf, type Mode } from "#domain/mode.ts";
import { rulesSchema, type Rules } from "#domain/rules.ts";
import type { Engine } from "#engine/engine.ts";
import { classBefore } from "#engine/entry.ts";
import { NOTICE } from "#engine/idle-triggers.ts";
import { blocking } from "#engine/runs.ts";
import { TOO_LATE } from "#engine/schedule/call-runs.ts";
import { upcoming } from "#engine/schedule/upcoming.ts";
import type { Runner } from "#store/db.ts";
import { inFolder, placeOf, placeShape } from "../asset.ts";

export const problemShape = z.object({
  path: z.string(),
  code: z.string(),
  message: z.string(),
  cause: z
    .object({
      kind: z.enum(["campaign", "smart list", "email", "program", "channel"]),
      id: z.int(),
      name: z.string(),
    })
    .optional()
    .meta({ description: "What has to be mended first, where it is something else" }),
});
/** A problem as clients see it, in a language. */
export const sentencesIn =
  (language?: Language) =>
  (one: Problem): z.infer<typeof problemShape> => ({
    path: one.path,
    code: one.code,
    message: sentence(one, language),
    ...(one.cause ? { cause: one.cause } : {}),
  });

/** What a campaign is doing (behaviour §5.3). Unfinished: it rests, and nothing is wrong with it but that something is missing. */
export const statusSchema = z.enum([
  "Invalid",
  "Unfinished",
  "Paused",
  "Running",
  "Waiting",
  "Scheduled Again",
  "Scheduled",
  "Has Run",
  "Never Run",
  "Active",
  "Inactive",
]);
export type Status = z.infer<typeof statusSchema>;

const FRENCH: Record<Status | (typeof LABELS)[Mode], string> = {
  Batch: "Lot",
  Triggered: "Déclenchée",
  Executable: "Exécutable",
  Invalid: "Non valide",
  Unfinished: "À terminer",
  Paused: "En pause",
  Running: "En cours",
  Waiting: "Personnes en attente",
  "Scheduled Again": "Planifiée à nouveau",
  Scheduled: "Planifiée",
  "Has Run": "Exécutée",
  "Never Run": "Jamais exécutée",
  Active: "Active",
  Inactive: "Inactive",
};

/** Its status or what it is, in a language, as a shell shows it. */
export const inWords = (word: keyof typeof FRENCH, language: Language): string =>
  language === "fr" ? FRENCH[word] : word;

export const prioritySchema = z.enum(priorities).meta({
  description:
    "How urgent people are who enter the trigger campaign from now on; null: as their next step is. Best kept to 25 campaigns",
});

export const blockOverLimitSchema = z
  .boolean()
  .meta({ description: "Its marketing mails are not sent to who has reached a communication limit" });

export const campaignSummary = z.object({
  id: z.int(),
  name: z.string(),
  description: z.string().nullable(),
  ...placeShape,
  mode: z
    .enum(["empty", "batch", "trigger", "executable"])
    .meta({ description: "Derived from the rules, never chosen" }),
  label: z.enum(["Batch", "Triggered", "Executable"]).meta({ description: "What the Schedule tab says" }),
  status: statusSchema,
  active: z.boolean(),
  nextRun: z.string().nullable().meta({ description: "When a batch campaign runs next" }),
  version: z.int(),
  updatedOn: z.string(),
  running: z.boolean().meta({ description: "A batch run is under way" }),
  switchesOffOn: z
    .string()
    .nullable()
    .meta({ description: "When it is deactivated because nobody has entered for so long" }),
  pausedOn: z.string().nullable().meta({ description: "Since when it stands still, if it is paused" }),
});

export const campaignShape = campaignSummary.extend({
  rules: rulesSchema,
  flow: flowSchema,
  qualification: qualificationSchema,
  personLimit: z.int().nullable(),
  priority: prioritySchema.nullable(),
  ownPriority: z.enum(priorities).meta({
    description: "How urgent people who enter are by the flow’s first step, where `priority` says nothing",
  }),
  blockOverLimit: blockOverLimitSchema,
  recurrence: recurrenceShape.nullable().meta({ description: "How it repeats" }),
  can: z
    .array(z.enum(["run", "schedule", "activate", "deactivate", "pause", "resume"]))
    .meta({ description: "What its mode offers" }),
  problems: z.array(problemShape).meta({ description: "Everything that keeps it from running" }),
});
export type CampaignShape = z.infer<typeof campaignShape>;

interface Row {
  readonly id: number;
  readonly name: string;
  readonly description: string | null;
  readonly folder_id: number | null;
  readonly executable: boolean;
  readonly qualification: Qualification;
  readonly person_limit: number | null;
  readonly class: number | null;
  readonly block_over_limit: boolean;
  readonly active_run_id: number | null;
  readonly updated_on: Instant;
  readonly paused_on: Instant | null;
  readonly told_idle_on: Instant | null;
  readonly version_id: number;
  readonly number: number;
  readonly rules: Rules;
  readonly flow: Flow;
  readonly running: boolean;
  readonly recurrence: Recurrence | null;
  readonly ran: boolean;
  readonly waiting: boolean;
}

/** Campaigns by number, or all after one, with everything derived about them. */
export async function readCampaigns(
  engine: Engine,
  runner: Runner,
  of: {
    id?: number | undefined;
    after?: number | undefined;
    folder?: number | null | undefined;
    limit: number;
    /** Of the sentences about its problems. */
    language?: Language | undefined;
  },
): Promise<CampaignShape[]> {
  const rows = await runner.rows<Row>(sql`
    select c.*, v.number, v.rules, v.flow, s.recurrence, (select told_idle_on from campaign_run where id = c.active_run_id) as told_idle_on,
      exists (select from campaign_run r where r.campaign_id = c.id and r.kind = 'batch' and r.state in ('starting', 'running')) as running,
      exists (select from campaign_run r where r.campaign_id = c.id and r.kind = 'batch' and r.state in ('done', 'waiting', 'aborted'))
        or c.executable and exists (select from shard s join membership m on m.shard = s.shard and m.campaign_id = c.id) as ran,
      exists (select from campaign_run r where r.campaign_id = c.id and r.kind = 'batch' and r.state = 'waiting') as waiting
    from campaign c join campaign_version v on v.id = c.version_id left join schedule s on s.campaign_id = c.id and s.next_at is not null
    where c.deleted_on is null and (${of.id ?? null}::integer is null or c.id = ${of.id ?? null}) and c.id > ${of.after ?? 0}
      and ${inFolder(sql`c.folder_id`, of.folder)}
    order by c.id limit ${of.limit}`);
  const next = await upcoming(
    runner,
    rows.map((row) => row.id),
    { limit: 1, from: micros(engine.clock.now() - TOO_LATE) },
  );
  return rows.map((row) => shape(engine, row, next.get(row.id)?.[0]?.at ?? null, of.language));
}

function shape(
  engine: Engine,
  row: Row,
  next: Instant | null,
  language: Language | undefined,
): CampaignShape {
  const mode = modeOf(row.rules, row.executable);
  const problems = blocking(engine, row, row.folder_id, mode);
  const active = row.active_run_id !== null;
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    ...placeOf(engine.definitions.catalog, row.folder_id),
    mode,
    label: LABELS[mode],
    status: statusOf(row, mode, problems, next !== null),
    nextRun: next === null ? null : toIso(next),
    active,
    version: row.number,
    updatedOn: toIso(row.updated_on),
    switchesOffOn: row.told_idle_on === null ? null : toIso(micros(row.told_idle_on + NOTICE)),
    running: row.running,
    pausedOn: row.paused_on === null ? null : toIso(row.paused_on),
    rules: row.rules,
    flow: row.flow,
    qualification: row.qualification,
    personLimit: row.person_limit,
    priority: row.class === null ? null : (priorities[row.class] ?? null),
    ownPriority: priorities[classBefore(row, 0)] ?? "low",
    blockOverLimit: row.block_over_limit,
    recurrence: row.recurrence,
    can: offers(mode, active, row.paused_on !== null),
    problems: problems.map(sentencesIn(language)),
  };
}

const LABELS = { empty: "Batch", batch: "Batch", trigger: "Triggered", executable: "Executable" } as const;

function offers(mode: Mode, active: boolean, paused: boolean): CampaignShape["can"] {
  const pause = paused ? "resume" : "pause";
  if (mode === "batch" || mode === "empty") return paused ? ["schedule", pause] : ["run", "schedule", pause];
  if (mode === "trigger") return [active ? "deactivate" : "activate", pause];
  return [];
}

function statusOf(row: Row, mode: Mode, problems: readonly Problem[], scheduled: boolean): Status {
  if (row.paused_on !== null) return "Paused";
  const rests = !row.running && !row.waiting && row.active_run_id === null && !scheduled;
  if (rests && problems.length > 0 && problems.every(isMissing)) return "Unfinished";
  if (problems.length > 0 && mode !== "empty") return "Invalid";
  if (row.running) return "Running";
  if (mode === "trigger") return row.active_run_id === null ? "Inactive" : "Active";
  if (row.waiting) return "Waiting";
  if (scheduled) return row.ran ? "Scheduled Again" : "Scheduled";
  return row.ran ? "Has Run" : "Never Run";
}
