import { problem, type Problem } from "#kernel/fault.ts";
import { allOf, anyOf, sql, type Sql } from "#kernel/sql.ts";
import type { ActivityDefinition } from "#domain/activity.ts";
import type { Catalog } from "#domain/catalog.ts";
import { defaultLogic, foldLogic, logicOf, parseLogic, type Logic } from "#domain/filter-logic.ts";
import { MOST_FILTERS, type Filter, type Rules, type Trigger } from "#domain/rules.ts";
import { activityCondition, activitySeen, checkActivityFilter, checkTrigger } from "./activity-rule.ts";
import type { Checked, FilterDefinition, Place, Scope } from "./define.ts";
import { filters } from "./filters/index.ts";

/** Checks a smart list: its triggers, filters and logic; resolves names, and fills in a logic that is left out (behaviour §2.3–2.5). */
export function checkRules(given: Rules, place: Place): Checked<Rules> {
  const rules =
    given.match === "advanced" && given.logic === undefined
      ? { ...given, logic: defaultLogic(given.filters.length) }
      : given;
  const triggers = rules.triggers.map((trigger, index) =>
    checkOneTrigger(trigger, { ...place, path: dotted(place.path, `triggers[${index}]`) }),
  );
  const beside = rules.triggers.length > 0 ? ("trigger" as const) : place.within;
  const list = rules.filters.map((filter, index) =>
    checkFilter(filter, { ...place, within: beside, path: dotted(place.path, `filters[${index}]`) }),
  );
  return {
    value: { ...rules, triggers: triggers.map((one) => one.value), filters: list.map((one) => one.value) },
    problems: [...triggers, ...list].flatMap((one) => one.problems).concat(checkLogic(rules, place)),
  };
}

function checkLogic({ match, logic, filters: list }: Rules, { path }: Place): Problem[] {
  if (list.length > MOST_FILTERS)
    return [
      problem(dotted(path, "filters"), "smartList.tooLarge", {
        count: list.length,
        what: "filters",
        limit: MOST_FILTERS,
      }),
    ];
  if (match !== "advanced") return [];
  if (list.length < 3) return [problem(dotted(path, "match"), "logic.tooFewFilters")];
  const parsed = parseLogic(logic ?? "", list.length, dotted(path, "logic"));
  return "problems" in parsed ? parsed.problems : [];
}

const dotted = (path: string, rest: string): string => (path ? `${path}.${rest}` : rest);

function checkOneTrigger(trigger: Trigger, place: Place): Checked<Trigger> {
  const definition = place.catalog.activities.get(trigger.trigger);
  if (!definition?.trigger)
    return {
      value: trigger,
      problems: [
        problem(`${place.path}.trigger`, "trigger.unknown", { trigger: trigger.trigger.slice(0, 100) }),
      ],
    };
  return checkTrigger(definition, trigger, place);
}

/** Checks one filter, whatever kind it is. */
export function checkFilter(filter: Filter, place: Place): Checked<Filter> {
  const word = wordOf(filter, place.catalog);
  if (!word)
    return {
      value: filter,
      problems: [problem(`${place.path}.filter`, "filter.unknown", { filter: filter.filter.slice(0, 100) })],
    };
  return "condition" in word
    ? word.check(filter, place, (rules, inner) => checkRules(rules, inner).problems)
    : checkActivityFilter(word, filter, place);
}

/** The word a filter is said with: one of the vocabulary's filters, or a kind of activity. */
function wordOf(filter: Filter, catalog: Catalog): FilterDefinition | ActivityDefinition | undefined {
  const special = filters.get(filter.filter);
  if (special) return special;
  const activity = catalog.activities.get(filter.filter);
  return activity?.filter ? activity : undefined;
}

/** The condition of one checked filter on the person `p`; null is as good as false. */
export function filterCondition(filter: Filter, scope: Scope): Sql {
  const word = wordOf(filter, scope.catalog);
  if (!word) return sql`false`;
  return "condition" in word
    ? word.condition(filter, scope, rulesCondition)
    : activityCondition(word, filter, scope);
}

/** What a filter sees of the person `p`, as jsonb. */
export function filterSeen(filter: Filter, scope: Scope): Sql {
  const word = wordOf(filter, scope.catalog);
  if (!word) return sql`'{}'::jsonb`;
  return "condition" in word ? word.seen(filter, scope, rulesCondition) : activitySeen(word, filter, scope);
}

/** How often and when last what a trigger waits for happened to the person `p`, as jsonb. */
export function triggerSeen(trigger: Trigger, scope: Scope): Sql {
  const activity = scope.catalog.activities.get(trigger.trigger);
  return activity ? activitySeen(activity, trigger, scope) : sql`'{"times": 0, "last": null}'::jsonb`;
}

/** Reads only the row of the person, no history and no membership. */
export function isOfPerson(filter: Filter, catalog: Catalog): boolean {
  const word = wordOf(filter, catalog);
  return word !== undefined && "condition" in word && word.ofPerson;
}

/** How the filters of a list are combined; a list without filters lets everybody through. */
export const rulesLogic = (rules: Rules): Logic =>
  rules.filters.length === 0 ? { and: [] } : logicOf(rules.match, rules.logic, rules.filters.length);

/** The condition of all filters of a checked list on the person `p`. */
export const rulesCondition = (rules: Rules, scope: Scope): Sql =>
  foldLogic(
    rulesLogic(rules),
    (number) => filterCondition(rules.filters[number - 1] as Filter, scope),
    allOf,
    anyOf,
  );
