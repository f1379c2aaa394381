import { problem, type Problem } from "#kernel/fault.ts";
import type { Label } from "#domain/label.ts";
import { checkCount, membershipOperators, type Operator, type RuleValue } from "#domain/operator.ts";
import type { Filter } from "#domain/rules.ts";
import type { Checked, Place } from "../define.ts";
import { resolveReference } from "../reference.ts";

/** What a rule can refer to by its values. */
type Kind = "list" | "smart list" | "campaign" | "program";

/** Checks a rule “in / not in” some lists, smart lists, campaigns or programs. */
export const checkMembership = (kind: Kind, label: Label, filter: Filter, place: Place): Checked<Filter> =>
  checkReferences(kind, membershipOperators, label, filter, place);

/** Checks a rule whose values are references to one kind of things. @param allowed its operators, the one it has when none is said first */
export function checkReferences(
  kind: Kind,
  allowed: readonly [Operator, ...Operator[]],
  label: Label,
  filter: Filter,
  place: Place,
): Checked<Filter> {
  const { path } = place;
  const operator = filter.operator ?? allowed[0];
  if (!(allowed as readonly string[]).includes(operator))
    return {
      value: filter,
      problems: [
        problem(`${path}.operator`, "operator.notAllowed", { operator, allowed: allowed.join(", ") }),
      ],
    };
  if (filter.not)
    return { value: filter, problems: [problem(`${path}.not`, "filter.noNegative", { filter: label })] };
  const counted = checkCount(operator, filter.values, `${path}.values`);
  if (counted.length > 0) return { value: filter, problems: counted };
  const read = filter.values.map((value, index) =>
    resolveReference(kind, value, { ...place, path: `${path}.values[${index}]` }),
  );
  return {
    value: {
      ...filter,
      operator,
      values: read.map((one, index) => ("value" in one ? one.value : (filter.values[index] as RuleValue))),
    },
    problems: read.filter((one): one is Problem => "code" in one),
  };
}

export const isNegative = (filter: Filter): boolean => filter.operator === "not in";
