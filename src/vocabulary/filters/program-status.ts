import { problem, type Problem } from "#kernel/fault.ts";
import { sql } from "#kernel/sql.ts";
import { checkCount, type RuleValue } from "#domain/operator.ts";
import { defineFilter } from "../define.ts";
import { ownProgram, resolveStatus } from "../reference.ts";
import { membershipSeen } from "./member-of-program.ts";

const label = { en: "Program Status", fr: "Statut du programme" };
const operators = ["is", "is not"] as const;

/**
 * The status in the program that the rule stands in, and no other (behaviour §3.2). Whoever is no member has none. The
 * checked rule says which program, so that the same words of two programs are two conditions.
 */
export const programStatus = defineFilter({
  name: "program-status",
  label,
  category: "membership",
  about: "program status",
  operators,
  ofPerson: false,
  check(filter, place) {
    const { path } = place;
    const program = ownProgram(place);
    const operator = filter.operator ?? "is";
    const problems: Problem[] = [];
    if (!(operators as readonly string[]).includes(operator))
      problems.push(
        problem(`${path}.operator`, "operator.notAllowed", { operator, allowed: operators.join(", ") }),
      );
    if (filter.not) problems.push(problem(`${path}.not`, "filter.noNegative", { filter: label.en }));
    if (program === null) problems.push(problem(`${path}.filter`, "program.none"));
    if (problems.length > 0) return { value: filter, problems };
    const read = filter.values.map((value, index) =>
      resolveStatus(value, program, { ...place, path: `${path}.values[${index}]` }),
    );
    return {
      value: {
        ...filter,
        operator,
        program: program ?? undefined,
        values: read.map((one, index) => ("value" in one ? one.value : (filter.values[index] as RuleValue))),
      },
      problems: [
        ...checkCount(operator, filter.values, `${path}.values`),
        ...read.filter((one): one is Problem => "code" in one),
      ],
    };
  },
  condition({ operator, values, program }, { reach }) {
    const not = operator === "is not" ? sql`not ` : sql``;
    const mine = sql`m.program_id = ${program ?? 0}::integer and m.status_id = any(${values.map(Number)}::integer[])`;
    return reach === "each"
      ? sql`${not}exists (select from program_member m where m.shard = p.shard and m.person_id = p.id and ${mine})`
      : sql`p.id ${not}in (select m.person_id from program_member m where ${mine})`;
  },
  seen: ({ program }) => membershipSeen([program ?? 0]),
  examples: [
    {
      says: { en: "Is registered in this program", fr: "Est inscrit dans ce programme" },
      rule: { filter: "program-status", operator: "is", values: ["Registered"] },
    },
  ],
});
