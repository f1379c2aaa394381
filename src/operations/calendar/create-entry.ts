import { z } from "zod";
import { toIso, type Instant } from "#kernel/clock.ts";
import { Fault, problem } from "#kernel/fault.ts";
import { sql } from "#kernel/sql.ts";
import { refreshDefinitions } from "#engine/engine.ts";
import { mustBePlannable, planRun, runnable } from "#engine/runs.ts";
import { changeRun, pencilIn } from "#engine/schedule/change-run.ts";
import { makeDraft } from "../campaign/make-campaign.ts";
import { audit } from "../audit.ts";
import { changing } from "../change.ts";
import { defineOperation, type Context } from "../define.ts";
import { findId, key } from "../find.ts";
import { findFolder, folderKey } from "../folder/find-folder.ts";
import { readInstant } from "../instant.ts";
import { descriptionSchema, nameSchema } from "../name.ts";
import { numberSchema } from "../number.ts";
import { mustBeEntryType } from "./entry-types.ts";
import { plannedShape, readEntry, withWarnings, type PlannedEntry } from "./entry-shape.ts";

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
  output: plannedShape,
  async run(context, input): Promise<PlannedEntry> {
    const { engine } = context;
    const program = await findFolder(engine.db, "program", input.program, "program");
    const at = readInstant(input.at, "at") as Instant;
    const made =
      input.type === "note"
        ? { kind: "note" as const, id: await makeNote(context, program, at, input) }
        : { kind: "run" as const, id: await planEntry(context, program, at, input) };
    const entry = `${made.kind}-${made.id}`;
    await audit(engine.db, engine.clock.now(), context.actor, "create", "calendar entry", entry, {
      at: input.at,
    });
    return withWarnings(await readEntry(context, made), context);
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
  const { entryType = null, description = null } = input;
  const until = readInstant(input.until, "until") ?? null;
  if (until !== null && until <= at) throw new Fault(problem("until", "note.ends"));
  const name = nameOf(input);
  return engine.db.transaction("read", async (tx) => {
    if (entryType !== null) await mustBeEntryType(tx, entryType);
    const [row] = await tx.rows<{ id: number }>(sql`
      insert into calendar_note (program_id, type_id, name, description, starts_on, ends_on, created_by)
      values (${program}, ${entryType}, ${name}, ${description}, ${toIso(at)}::timestamptz, ${until === null ? null : toIso(until)}::timestamptz, ${actor})
      returning id`);
    return row?.id as number;
  });
}

/** Plans a run; where the campaign is not ready it is only pencilled in. */
async function planEntry(context: Context, program: number, at: Instant, input: Input): Promise<number> {
  const { campaign, description } = input;
  const run =
    campaign === undefined
      ? await planNew(context, program, at, input)
      : await planFurther(context, campaign, at, input.tentative);
  // A new campaign has the name itself.
  await changeRun(context.engine, run, {
    title: campaign === undefined ? undefined : input.name,
    description,
  });
  context.scheduler.ring();
  return run;
}

/** A new campaign and its run, both or neither. */
const planNew = (context: Context, folder: number, at: Instant, input: Input): Promise<number> =>
  changing(context, async (change) => {
    if (input.tentative === false)
      throw new Fault([problem("rules", "campaign.noRules"), problem("flow", "campaign.noSteps")]);
    const campaign = await makeDraft(change, nameOf(input), folder);
    return pencilIn(change.tx, campaign, at, change.now, change.actor);
  });

async function planFurther(
  { engine, actor }: Context,
  named: string,
  at: Instant,
  tentative: boolean | undefined,
): Promise<number> {
  const id = await findId(engine.db, "campaign", named);
  await refreshDefinitions(engine);
  const campaign = await runnable(engine, engine.db, id);
  mustBePlannable(campaign);
  return (tentative ?? campaign.problems.length > 0)
    ? pencilIn(engine.db, id, at, engine.clock.now(), actor)
    : planRun(engine, campaign, at, actor, async () => {});
}
