import { z } from "zod";
import { toIso, type Instant } from "#kernel/clock.ts";
import { Fault, problem } from "#kernel/fault.ts";
import { sql } from "#kernel/sql.ts";
import { refreshDefinitions } from "#engine/engine.ts";
import { planRun, runnable } from "#engine/runs.ts";
import { pencilIn } from "#engine/schedule/change-run.ts";
import { makeCampaign } from "../campaign/make-campaign.ts";
import { changing } from "../change.ts";
import { defineOperation, type Context } from "../define.ts";
import { findId, key } from "../find.ts";
import { findFolder, folderKey } from "../folder/find-folder.ts";
import { readInstant } from "../instant.ts";
import { descriptionSchema, nameSchema } from "../name.ts";
import { numberSchema } from "../number.ts";
import { entryShape, readEntry, type Entry } from "./entry-shape.ts";

const inputSchema = z.strictObject({
  program: folderKey("program"),
  type: z.enum(["note", "smart campaign"]).default("note"),
  name: nameSchema.optional().meta({ description: "Of a note, or of a new campaign" }),
  campaign: key("campaign")
    .optional()
    .meta({ description: "A further run of this campaign, instead of a new one" }),
  at: z.string().meta({ description: "When, as 2027-05-31T09:00:00Z" }),
  until: z.string().optional().meta({ description: "When a note ends" }),
  description: descriptionSchema,
  entryType: numberSchema.optional().meta({ description: "Of a note: the number of its kind" }),
  tentative: z
    .boolean()
    .optional()
    .meta({ description: "Only pencil the run in; left out: where the campaign could not run as it is" }),
});
type Input = z.output<typeof inputSchema>;

/** Puts something on a program's calendar: a note, a new batch campaign with a run, or a further run of one. */
export const createEntry = defineOperation({
  id: "create-entry",
  noun: "calendar",
  verb: "add",
  method: "POST",
  path: "/api/calendar",
  summary: "Put a note, a new batch campaign, or a further run of one on a program's calendar",
  effect: "write",
  errors: [
    "not.found",
    "name.taken",
    "campaign.notBatch",
    "run.past",
    "run.tooSoon",
    "run.tooFar",
    "note.ends",
  ],
  input: inputSchema,
  output: entryShape,
  async run(context, input): Promise<Entry> {
    const { engine } = context;
    const program = await findFolder(engine.db, "program", input.program, "program");
    const at = readInstant(input.at, "at") as Instant;
    const made =
      input.type === "note"
        ? { kind: "note" as const, id: await makeNote(context, program, at, input) }
        : { kind: "run" as const, id: await planEntry(context, program, at, input) };
    return readEntry(engine, made);
  },
});

function nameOf({ name }: Input): string {
  if (name === undefined) throw new Fault(problem("name", "input.missing", { wanted: "a text" }));
  return name;
}

async function makeNote(
  { engine, actor }: Context,
  program: number,
  at: Instant,
  input: Input,
): Promise<number> {
  const until = readInstant(input.until, "until") ?? null;
  if (until !== null && until <= at) throw new Fault(problem("until", "note.ends"));
  const type = input.entryType ?? null;
  const [row] = await engine.db.rows<{ id: number }>(sql`
    insert into calendar_note (program_id, type_id, name, description, starts_on, ends_on, created_by)
    select ${program}::integer, ${type}::integer, ${nameOf(input)}, ${input.description ?? null}::text, ${toIso(at)}::timestamptz, ${until && toIso(until)}::timestamptz, ${actor}
    where ${type}::integer is null or exists (select from entry_type where id = ${type}::integer) returning id`);
  if (!row) throw new Fault(problem("entryType", "not.found", { kind: "entry type", name: String(type) }));
  return row.id;
}

/** Plans a run; where the campaign is not ready it is only pencilled in. */
async function planEntry(context: Context, program: number, at: Instant, input: Input): Promise<number> {
  const { engine, actor, scheduler } = context;
  const campaignId =
    input.campaign === undefined
      ? await newCampaign(context, program, input)
      : await findId(engine.db, "campaign", input.campaign);
  await refreshDefinitions(engine);
  const campaign = await runnable(engine, engine.db, campaignId);
  const tentative = input.tentative ?? campaign.problems.length > 0;
  const run = tentative
    ? await pencilIn(engine, campaignId, at, actor)
    : await planRun(engine, campaign, at, actor, async () => {});
  const title = input.campaign === undefined ? null : (input.name ?? null);
  await engine.db.rows(
    sql`update campaign_run set title = ${title}::text, description = ${input.description ?? null}::text where id = ${run}`,
  );
  scheduler.ring();
  return run;
}

const newCampaign = (context: Context, folder: number, input: Input): Promise<number> =>
  changing(context, (change) =>
    makeCampaign(change, {
      name: nameOf(input),
      description: null,
      folder,
      executable: false,
      rules: { triggers: [], match: "all", filters: [] },
      flow: { steps: [] },
      qualification: { rule: "once" },
      personLimit: null,
    }),
  );
