import { z } from "zod";
import { planCompensation } from "#engine/compensation.ts";
import { defineOperation } from "../define.ts";
import { numberSchema } from "../number.ts";

const target = z.object({
  what: z.string().meta({ description: "The field, score or list" }),
  putBack: z.int().meta({ description: "People who get what they had before" }),
  difference: z
    .int()
    .meta({ description: "Others changed the score too; only what the run added is taken off" }),
  changedSince: z.int().meta({ description: "Others changed it since; it stays" }),
  gone: z.int().meta({ description: "The field or list is gone" }),
});

/** What putting a run back would do. */
export const showCompensation = defineOperation({
  id: "show-compensation",
  noun: "run",
  verb: "compensation",
  method: "GET",
  path: "/api/runs/:run/compensation",
  summary:
    "Say what putting back a run would do now: per field, score and list, and what cannot be taken back",
  effect: "read",
  input: z.strictObject({ run: numberSchema }),
  output: z.object({
    changes: z.int().meta({ description: "How many values it would change: the number to confirm with" }),
    by: z
      .int()
      .nullable()
      .meta({ description: "The run that puts it back, if it was begun; the rest is what is left to do" }),
    targets: z.array(target),
    final: z
      .array(z.object({ what: z.string(), count: z.int() }))
      .meta({ description: "What it did that nothing takes back" }),
  }),
  async run({ engine, language = "en" }, { run: id }) {
    const { run, targets, final, changes } = await planCompensation(engine, id);
    return {
      changes,
      by: run.by,
      targets: targets.map(({ what, counts }) => ({
        what: what[language],
        putBack: counts["put back"],
        difference: counts.difference,
        changedSince: counts["changed since"],
        gone: counts.gone,
      })),
      final: final.map(({ what, count }) => ({ what: what[language], count })),
    };
  },
});
