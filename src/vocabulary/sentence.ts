import type { Catalog } from "#domain/catalog.ts";
import type { RuleValue } from "#domain/operator.ts";
import type { Filter } from "#domain/rules.ts";
import { DATE } from "./activity-rule.ts";
import { filters } from "./filters/index.ts";
import { things } from "./reference.ts";

/** A filter as a sentence of plain English: what it asks, with names instead of numbers. */
export function sentenceOf(filter: Filter, catalog: Catalog): string {
  const special = filters.get(filter.filter);
  if (special) return `${subject(filter, catalog) ?? special.label.en} ${asked(filter, catalog)}`.trim();
  const activity = catalog.activities.get(filter.filter);
  const parts = [
    filter.operator === "is any"
      ? ""
      : `${activity?.primary?.label.en ?? ""} ${asked(filter, catalog)}`.trim(),
    ...(filter.constraints ?? []).map((one) => {
      const label =
        one.attribute === DATE
          ? "Date of Activity"
          : (activity?.attributes.find(({ name }) => name === one.attribute)?.label.en ?? one.attribute);
      return `${label} ${asked({ filter: "", ...one }, catalog)}`;
    }),
    filter.times !== undefined && filter.times > 1 ? `at least ${filter.times} times` : "",
  ].filter(Boolean);
  return `${filter.not ? "Not " : ""}${activity?.filter?.en ?? filter.filter}${parts.length > 0 ? `: ${parts.join(", ")}` : ""}`;
}

const subject = ({ field }: Filter, catalog: Catalog): string | undefined =>
  field === undefined ? undefined : (catalog.fields.get(field)?.label ?? field);

function asked({ filter, operator = "", values }: Filter, catalog: Catalog): string {
  const about = filters.get(filter)?.about;
  if (about === "percentage") return `${values[0]} %`;
  const name = (value: RuleValue): string =>
    about && about !== "field"
      ? (things(about, catalog).get(Number(value))?.name ?? String(value))
      : String(value);
  return `${operator} ${values.map(name).join(operator === "between" ? " and " : " or ")}`.trim();
}
