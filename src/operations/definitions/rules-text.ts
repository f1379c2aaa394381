import { problem, type Problem } from "#kernel/fault.ts";
import type { Catalog } from "#domain/catalog.ts";
import type { Choice, Flow, Step } from "#domain/flow.ts";
import type { Constraint, Filter, Rules, Trigger } from "#domain/rules.ts";
import { actions } from "#vocabulary/actions/index.ts";
import { mapFlow, mapRules, type ReferenceMap } from "#vocabulary/map-references.ts";
import { referenceName } from "#vocabulary/reference.ts";
import {
  bareOperators,
  operators,
  type FilterText,
  type SmartListText,
  type StepText,
  type TriggerText,
} from "./schema.ts";

/** The word that does nothing. */
const NOTHING = "nothing";

type Values = Filter["values"];
type Asked = Record<string, unknown>;
type RulesText = Pick<SmartListText, "match" | "logic" | "filters"> & {
  readonly triggers?: TriggerText[] | undefined;
};

// ------------------------------------------------------------------ reading

/** Reads rules and says what is wrong with their form, with paths in the document. */
export class RuleReader {
  readonly problems: Problem[] = [];

  rules({ triggers = [], match, logic, filters = [] }: RulesText): Rules {
    if (match !== undefined && logic !== undefined)
      this.problems.push(
        problem("match", "input.invalid", {
          reason: "Either “match” or “logic” says how filters are joined.",
        }),
      );
    return {
      triggers: triggers.map((one, index) => ({
        trigger: one.trigger,
        ...this.asked(one, `triggers[${index}]`),
        ...this.where(one.where, `triggers[${index}]`),
      })),
      match: logic === undefined ? (match ?? "all") : "advanced",
      ...(logic === undefined ? {} : { logic }),
      filters: filters.map((one, index) => this.filter(one, `filters[${index}]`)),
    };
  }

  flow(steps: readonly StepText[]): Flow {
    return { steps: steps.map((one, index) => this.step(one, `flow.steps[${index}]`)) };
  }

  private filter(given: FilterText, path: string): Filter {
    const { field, filter, not, times, excludeEmpty, where } = given;
    if ((field === undefined) === (filter === undefined)) this.problems.push(problem(path, "rule.subject"));
    return {
      filter: filter ?? "field",
      ...(field === undefined ? {} : { field }),
      ...(not ? { not } : {}),
      ...this.asked(given, path),
      ...this.where(where, path),
      ...(times === undefined ? {} : { times }),
      ...(excludeEmpty ? { excludeEmpty } : {}),
    };
  }

  private where(given: FilterText["where"], path: string): { constraints?: Constraint[] } {
    if (!given || given.length === 0) return {};
    return {
      constraints: given.map((one, index) => ({
        attribute: one.attribute,
        ...this.asked(one, `${path}.constraints[${index}]`),
      })),
    };
  }

  private asked(given: Asked, path: string): { operator?: string; values: Values } {
    const said = operators.filter((one) => given[one] !== undefined);
    const raw = [...said, ...(given["operator"] === undefined ? [] : ["operator"])];
    if (raw.length > 1) this.problems.push(problem(path, "rule.oneOperator", { operators: raw.join(", ") }));
    const [operator] = said;
    if (operator === undefined)
      return {
        ...(given["operator"] === undefined ? {} : { operator: given["operator"] as string }),
        values: (given["values"] ?? []) as Values,
      };
    const value = given[operator];
    if (bareOperators.has(operator) && value === true) return { operator, values: [] };
    return { operator, values: (Array.isArray(value) ? value : [value]) as Values };
  }

  private step(given: StepText, path: string): Step {
    const { choices = [], ...rest } = given as { choices?: NonNullable<StepText["choices"]> } & Asked;
    const names = Object.keys(rest).filter((name) => rest[name] !== undefined);
    const [action = ""] = names;
    if (names.length !== 1)
      this.problems.push(problem(path, "step.oneAction", { actions: names.join(", ") || "none" }));
    return {
      action,
      choices: (choices as { if: FilterText; do: unknown }[]).map((one, index): Choice => ({
        if: this.filter(one.if, `${path}.choices[${index}].if`),
        args: argsOf(action, one.do),
      })),
      args: argsOf(action, rest[action]),
    };
  }
}

/** Parameters as they are written: an action with one that is needed takes its value alone. */
function argsOf(action: string, given: unknown): Step["args"] {
  if (given === NOTHING) return null;
  if (given === null || given === undefined) return {};
  if (typeof given === "object") return given as Record<string, unknown>;
  return { [only(action) ?? "value"]: given };
}

function only(action: string): string | undefined {
  const needed = (actions.get(action)?.parameters ?? []).filter((one) => one.required);
  return needed.length === 1 ? needed[0]?.name : undefined;
}

// ------------------------------------------------------------------ writing

/** Where what is written stands: references are named as they are from there. */
export interface WritingPlace {
  readonly catalog: Catalog;
  readonly folder: number | null;
}

const naming =
  (place: WritingPlace): ReferenceMap =>
  (kind, value) =>
    kind === "text" ? value : referenceName(kind, value, place);

/** A smart list as text; one text for all documents that mean the same. */
export function writeRules(given: Rules, place: WritingPlace): Record<string, unknown> {
  const rules = mapRules(given, place.catalog, naming(place));
  return {
    ...(rules.triggers.length > 0 ? { triggers: rules.triggers.map(writeTrigger) } : {}),
    ...(rules.match === "any" ? { match: "any" } : {}),
    ...(rules.match === "advanced" ? { logic: rules.logic ?? "" } : {}),
    ...(rules.filters.length > 0 ? { filters: rules.filters.map(writeFilter) } : {}),
  };
}

/** A flow as text. */
export const writeFlow = (given: Flow, place: WritingPlace): unknown[] =>
  mapFlow(given, place.catalog, naming(place)).steps.map((step) => ({
    [step.action]: writeArgs(step.action, step.args),
    ...(step.choices.length > 0
      ? {
          choices: step.choices.map((choice) => ({
            if: writeFilter(choice.if),
            do: writeArgs(step.action, choice.args),
          })),
        }
      : {}),
  }));

function writeArgs(action: string, args: Step["args"]): unknown {
  if (args === null) return NOTHING;
  const said = Object.entries(args).filter(([, value]) => value !== undefined);
  const [[name, value] = []] = said;
  const alone = said.length === 1 && name === only(action) && typeof value !== "object" && value !== NOTHING;
  return alone ? value : Object.fromEntries(said);
}

const writeTrigger = ({ trigger, operator, values, constraints }: Trigger): Asked => ({
  trigger,
  ...writeAsked(operator, values),
  ...writeWhere(constraints),
});

const writeFilter = (given: Filter): Asked => ({
  ...(given.filter === "field" ? { field: given.field ?? "" } : { filter: given.filter }),
  ...(given.not ? { not: true } : {}),
  ...writeAsked(given.operator, given.values),
  ...writeWhere(given.constraints),
  ...(given.times === undefined ? {} : { times: given.times }),
  ...(given.excludeEmpty ? { excludeEmpty: true } : {}),
});

const writeWhere = (constraints: readonly Constraint[] | undefined): Asked =>
  constraints && constraints.length > 0
    ? {
        where: constraints.map((one) => ({
          attribute: one.attribute,
          ...writeAsked(one.operator, one.values),
        })),
      }
    : {};

function writeAsked(operator: string | undefined, values: Values): Asked {
  if (operator === undefined) return values.length > 0 ? { values } : {};
  const bare = bareOperators.has(operator);
  if (!operators.includes(operator) || (bare && values.length > 0))
    return { operator, ...(values.length > 0 ? { values } : {}) };
  if (bare) return { [operator]: true };
  return { [operator]: values.length === 1 ? values[0] : values };
}
