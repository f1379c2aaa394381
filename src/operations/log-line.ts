import { z } from "zod";
import { Fault, problem } from "#kernel/fault.ts";
import type { Catalog } from "#domain/catalog.ts";
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

/** A line for a shell: when, what, about what, through which campaign, and what was not as usual. */
export function shownLine(line: z.output<typeof logLine>): Record<string, string | null> {
  const { occurredOn, type, detail, oldValue, newValue, campaign, step, result, reason } = line;
  const change = oldValue === null && newValue === null ? null : `${oldValue ?? "…"} → ${newValue ?? "…"}`;
  return {
    on: occurredOn,
    activity: type,
    about: [detail, change].filter(Boolean).join(": "),
    campaign: campaign && (step === null ? campaign : `${campaign}, ${step}`),
    result: result === "succeeded" && reason === null ? null : [result, reason].filter(Boolean).join(": "),
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
