import { problem, type Problem } from "#kernel/fault.ts";
import { sql } from "#kernel/sql.ts";
import { checkCount } from "#domain/operator.ts";
import { defineFilter } from "../define.ts";

/** A share of people, the same ones for the same seed (a run's seed is its number). */
export const randomSample = defineFilter({
  name: "random-sample",
  label: { en: "Random Sample", fr: "Échantillon aléatoire" },
  category: "special",
  about: "percentage",
  ofPerson: true,
  check(filter, { path, within }) {
    const problems: Problem[] = [];
    if (within === "nested") problems.push(problem(path, "sample.nested"));
    if (within === "choice" || within === "trigger") problems.push(problem(path, "sample.trigger"));
    const percent = Number(filter.values[0]);
    problems.push(...checkCount("at least", filter.values, `${path}.values`));
    if (problems.length === 0 && !(percent > 0 && percent <= 100))
      problems.push(
        problem(`${path}.values[0]`, "value.type", {
          value: String(filter.values[0]).slice(0, 100),
          wanted: "a percentage above 0 and up to 100",
        }),
      );
    return { value: { ...filter, operator: "is" }, problems };
  },
  condition: (filter, { seed }) =>
    sql`(hashint8extended(p.id, ${seed}::bigint) & 1048575) < ${Math.round((Number(filter.values[0]) / 100) * 1_048_576)}`,
  seen: () => sql`'{}'::jsonb`,
  examples: [
    {
      says: { en: "A tenth of the people", fr: "Un dixième des personnes" },
      rule: { filter: "random-sample", operator: "is", values: [10] },
    },
  ],
});
