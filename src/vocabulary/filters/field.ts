import { problem } from "#kernel/fault.ts";
import { ident, sql, type Sql } from "#kernel/sql.ts";
import { findField, type Catalog } from "#domain/catalog.ts";
import { kindOfType, type Field, labelOf } from "#domain/field.ts";
import { checkOperator } from "#domain/operator.ts";
import type { Filter } from "#domain/rules.ts";
import { compare } from "../compare.ts";
import { defineFilter } from "../define.ts";

/** A question about a field of the person as it is now. */
export const field = defineFilter({
  name: "field",
  label: { en: "Field", fr: "Champ" },
  category: "person",
  about: "field",
  ofPerson: true,
  check(filter, { catalog, path }) {
    const found = findField(catalog, filter.field ?? "");
    if (!found || found.hidden)
      return {
        value: filter,
        problems: [problem(`${path}.field`, "field.unknown", { field: (filter.field ?? "").slice(0, 100) })],
      };
    const value = { ...filter, field: found.name };
    if (found.type === "formula")
      return {
        value,
        problems: [problem(`${path}.field`, "field.notFilterable", { field: labelOf(found) })],
      };
    if (filter.not)
      return { value, problems: [problem(`${path}.not`, "filter.noNegative", { filter: labelOf(found) })] };
    return { value, problems: checkOperator(kindOfType[found.type], filter.operator, filter.values, path) };
  },
  condition: (filter, { catalog, at, reach }) =>
    compare(
      kindOfType[fieldOf(filter, catalog).type],
      { operator: filter.operator ?? "is", values: filter.values, excludeEmpty: filter.excludeEmpty },
      columnOf(filter, catalog),
      { at, reach, calendar: catalog.calendar },
    ),
  seen: (filter, { catalog }) => sql`jsonb_build_object('value', ${columnOf(filter, catalog)})`,
  examples: [
    {
      says: { en: "State is CA or California", fr: "État est CA ou California" },
      rule: { filter: "field", field: "state", operator: "is", values: ["CA", "California"] },
    },
    {
      says: { en: "Person Score is at least 50", fr: "Score au moins 50" },
      rule: { filter: "field", field: "person_score", operator: "at least", values: [50] },
    },
  ],
});

const fieldOf = (filter: Filter, catalog: Catalog): Field => catalog.fields.get(filter.field ?? "") as Field;
const columnOf = (filter: Filter, catalog: Catalog): Sql =>
  sql`p.${ident(fieldOf(filter, catalog).column as string)}`;
