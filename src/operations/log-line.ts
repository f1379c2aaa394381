import { z } from "zod";
import { Fault, problem, type Language } from "#kernel/fault.ts";
import type { Catalog } from "#domain/catalog.ts";
import { reasonIn } from "#domain/reason-words.ts";
import { results } from "#domain/source.ts";
import { activities } from "#vocabulary/activities/index.ts";
import { numberSchema } from "./number.ts";

/** A line of a log as clients see it. */
export const logLine = z.object({
  id: z.string(),
  occurredOn: z.string(),
  typeId: z.int(),
  type: z.string(),
  detail: z.string().nullable(),
  campaign: z.string().nullable(),
  campaignId: z.int().nullable(),
  runId: z.int().nullable(),
  entryId: z.int().nullable(),
  step: z.int().nullable(),
  choice: z.int().nullable(),
  result: z.string(),
  reason: z.string().nullable(),
  source: z.string().nullable(),
  oldValue: z.string().nullable(),
  newValue: z.string().nullable(),
  attributes: z.record(z.string(), z.unknown()).nullable(),
});

/** What came of what is looked for. */
export const resultInput = z
  .enum(results)
  .optional()
  .meta({ description: "Only what succeeded, was skipped, or failed" });

/** To what of a campaign's runs its log is narrowed. */
export const logPartInput = {
  run: numberSchema.optional().meta({ description: "Only of this run" }),
  step: z.coerce.number().int().min(0).max(32_767).optional().meta({
    description: "Only what this step itself did, by its number in the counts of a run",
  }),
  choice: z.coerce
    .number()
    .int()
    .min(0)
    .max(32_767)
    .optional()
    .meta({ description: "Only of this choice of a step; 0 is the default one" }),
  result: resultInput,
  reason: z.string().max(100).optional().meta({ description: "Only for this reason: `unsubscribed`" }),
};

const LEFT = 904;
const FRENCH: ReadonlyMap<number, string> = new Map([
  ...activities.map(({ id, label }) => [id, label.fr] as const),
  [900, "Entrée dans la campagne"],
  [LEFT, "Sortie du flux"],
]);
const RESULTS: Record<string, string> = { succeeded: "réussi", skipped: "ignoré", failed: "échoué" };

/** A line for a shell: when, what, about what, through which campaign, and what was not as usual. */
export function shownLine(line: z.output<typeof logLine>, language: Language): Record<string, string | null> {
  const french = language === "fr";
  const { occurredOn, typeId, detail, oldValue, newValue, campaign, step, result, reason } = line;
  const change = oldValue === null && newValue === null ? null : `${oldValue ?? "…"} → ${newValue ?? "…"}`;
  return {
    on: occurredOn,
    activity: french ? (FRENCH.get(typeId) ?? line.type) : line.type,
    about: [typeId === LEFT && detail ? reasonIn(detail, language) : detail, change]
      .filter(Boolean)
      .join(": "),
    campaign: campaign && (step === null ? campaign : `${campaign}, ${step}`),
    result:
      result === "succeeded" && reason === null
        ? null
        : [french ? RESULTS[result] : result, reason && reasonIn(reason, language)]
            .filter(Boolean)
            .join(": "),
  };
}

export const typesInput = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .meta({ description: "Only these kinds of activities, by name or number" });

/** The numbers of the kinds of activities that a client named. @throws Fault `activity.type` */
export const readTypes = (catalog: Catalog, named: string | string[] | undefined): number[] =>
  [named ?? []].flat().map((name) => {
    const id = catalog.activities.get(name)?.id ?? Number(name);
    if (!numberSchema.safeParse(id).success)
      throw new Fault(problem("types", "activity.type", { type: name.slice(0, 100) }));
    return id;
  });
