import { problem, type Problem } from "#kernel/fault.ts";
import { sql, type Sql } from "#kernel/sql.ts";
import type { Program } from "#domain/program.ts";
import type { ActionDefinition, Args, Cohort, Effect } from "../define.ts";
import { outcome, type Outcome } from "../outcome.ts";
import type { Parameter } from "../parameter.ts";
import { ownProgram } from "../reference.ts";

/** Which program; left out, the one the campaign stands in: so that a clone means its own. */
export const programParameter: Parameter = {
  name: "program",
  label: { en: "Program", fr: "Programme" },
  type: "program",
  required: false,
};

/** The program that is named, if one is. */
export const namedProgram = ({ program }: Args): number | null =>
  program === undefined ? null : Number(program);

/** Outside of programs one has to be named. */
export const checkProgram: NonNullable<ActionDefinition["check"]> = (args, place): Problem[] =>
  namedProgram(args) === null && ownProgram(place) === null
    ? [problem(`${place.path}.program`, "program.none")]
    : [];

/** The program a step is about: its own is where the campaign stands by now. */
export const programOfStep = (args: Args, { program, catalog }: Cohort): Program | undefined =>
  catalog.programs.get(namedProgram(args) ?? program ?? 0);

/**
 * What became of members: `changed` those who have another value now, told as `is` says; of those who were `asked`, who
 * were refused, with the text that was not taken. Whoever has the value already leaves nothing.
 */
export function changedOrRefused(changed: Sql, asked: Sql, is: Outcome, refusedIs: Outcome): Sql {
  const whoRefused: Outcome = {
    ...refusedIs,
    result: sql`case a.refused when 'not_in_program' then 1 else 2 end`,
    reason: sql`a.refused`,
    new: sql`left(a.text, 255)`,
  };
  return sql`${outcome(changed, is, changed)} union all ${outcome(sql`a`, whoRefused, sql`${asked} a where a.refused is not null`)}`;
}

/** What becomes of a step whose program is gone. */
export const noProgram = ({ from }: Cohort): Effect => ({
  parts: [],
  outcome: outcome(sql`c`, { result: sql`2`, reason: sql`'no_program'` }, from),
});
