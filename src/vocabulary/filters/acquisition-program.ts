import { problem } from "#kernel/fault.ts";
import { sql, type Sql } from "#kernel/sql.ts";
import { checkOperator, negativeOperators, operatorsOf } from "#domain/operator.ts";
import { compare } from "../compare.ts";
import { defineFilter } from "../define.ts";
import { checkReferences } from "./membership.ts";

const label = { en: "Acquisition Program", fr: "Programme d’acquisition" };
const operators = ["is", "is not", "is empty", "is not empty"] as const;

const column = sql`p.acquisition_program`;
const seen = (): Sql =>
  sql`(select jsonb_build_object('value', max(f.name)) from folder f where f.id = ${column})`;

/** The program in which a person first became a member. */
export const acquisitionProgram = defineFilter({
  name: "acquisition-program",
  label,
  category: "person",
  about: "program",
  operators,
  ofPerson: true,
  check: (filter, place) => checkReferences("program", operators, label, filter, place),
  condition({ operator = "is", values }) {
    if (operator === "is empty") return sql`${column} is null`;
    if (operator === "is not empty") return sql`${column} is not null`;
    const holds = sql`${column} = any(${values.map(Number)}::integer[])`;
    return operator === "is not" ? sql`(${holds}) is not true` : holds;
  },
  seen,
  examples: [
    {
      says: { en: "Came to us by the launch", fr: "Venue par le lancement" },
      rule: { filter: "acquisition-program", operator: "is", values: ["Launch"] },
    },
  ],
});

const nameLabel = { en: "Acquisition Program Name", fr: "Nom du programme d’acquisition" };

/** The same by its name, also of a program that is deleted. */
export const acquisitionProgramName = defineFilter({
  name: "acquisition-program-name",
  label: nameLabel,
  category: "person",
  about: "text",
  operators: operatorsOf.text,
  ofPerson: true,
  check(filter, { path }) {
    if (filter.not)
      return {
        value: filter,
        problems: [problem(`${path}.not`, "filter.noNegative", { filter: nameLabel.en })],
      };
    return { value: filter, problems: checkOperator("text", filter.operator, filter.values, path) };
  },
  condition(filter, { at, reach, catalog: { calendar } }) {
    const { operator = "is", values } = filter;
    if (operator === "is empty") return sql`${column} is null`;
    if (operator === "is not empty") return sql`${column} is not null`;
    const negative = negativeOperators.has(operator);
    const positive = operator === "is not" ? "is" : operator.replace(/^not /, "");
    const named = compare("text", { operator: positive, values }, sql`f.name`, { at, reach, calendar });
    const holds = sql`${column} = any(array(select f.id from folder f where f.kind = 'program' and ${named}))`;
    return negative ? sql`(${holds}) is not true` : holds;
  },
  seen,
  examples: [
    {
      says: { en: "Came to us by a webinar", fr: "Venue par un webinaire" },
      rule: { filter: "acquisition-program-name", operator: "contains", values: ["webinar"] },
    },
  ],
});
