import { defaultLogic, followFilters } from "#domain/filter-logic.ts";
import type { Filter, Rules, Trigger } from "#domain/rules.ts";
import { isTrigger, type Rule } from "./vocabulary.ts";

/** Which of the two lists of a smart list. */
export type Side = "triggers" | "filters";
export const sideOf = (rule: Rule): Side => (isTrigger(rule) ? "triggers" : "filters");

/** ADVANCED is offered from so many filters on (behaviour §2.3). */
export const LEAST_ADVANCED = 3;

/** Puts rules into a list, at a place or at its end. */
export function insert(rules: Rules, added: readonly Rule[], at?: number): Rules {
  const triggers = added.filter(isTrigger);
  const filters = added.filter((one): one is Filter => !isTrigger(one));
  const place = (length: number, side: Side): number =>
    at === undefined || sideOf(added[0] as Rule) !== side ? length : Math.min(at, length);
  const next = {
    ...rules,
    triggers: rules.triggers.toSpliced(place(rules.triggers.length, "triggers"), 0, ...triggers),
  };
  if (filters.length === 0) return next;
  const from = place(rules.filters.length, "filters");
  return follow(
    { ...next, filters: rules.filters.toSpliced(from, 0, ...filters) },
    rules.filters.map((_, index) => (index < from ? index + 1 : index + 1 + filters.length)),
    filters.map((_, index) => from + index + 1),
  );
}

export function remove(rules: Rules, side: Side, at: number): Rules {
  if (side === "triggers") return { ...rules, triggers: rules.triggers.toSpliced(at, 1) };
  return follow(
    { ...rules, filters: rules.filters.toSpliced(at, 1) },
    rules.filters.map((_, index) => (index === at ? undefined : index < at ? index + 1 : index)),
  );
}

/** Moves one so that it stands at `to` afterwards. */
export function move(rules: Rules, side: Side, from: number, to: number): Rules {
  const moved = <T>(list: readonly T[]): T[] =>
    list.toSpliced(from, 1).toSpliced(to, 0, ...list.slice(from, from + 1));
  if (from === to || to < 0 || to >= rules[side].length) return rules;
  if (side === "triggers") return { ...rules, triggers: moved(rules.triggers) };
  const order = moved(rules.filters.map((_, index) => index));
  return follow(
    { ...rules, filters: moved(rules.filters) },
    rules.filters.map((_, index) => order.indexOf(index) + 1),
  );
}

export const replace = (rules: Rules, at: number, rule: Rule): Rules =>
  isTrigger(rule)
    ? { ...rules, triggers: rules.triggers.with(at, rule) }
    : { ...rules, filters: rules.filters.with(at, rule) };

/** Combines the filters in another way; as an expression first in the way they are combined already. */
export function combine(rules: Rules, match: Rules["match"]): Rules {
  const { logic: _, ...rest } = rules;
  return match === "advanced"
    ? {
        ...rest,
        match,
        logic: rules.match === "any" ? anyOf(rules.filters) : defaultLogic(rules.filters.length),
      }
    : { ...rest, match };
}

const anyOf = (filters: readonly Filter[]): string => filters.map((_, index) => index + 1).join(" or ");

/** Adds a filter that has to match besides those there are, however these are combined. */
export function narrow(rules: Rules, filter: Filter): Rules {
  if (rules.match !== "any") return insert(rules, [filter]);
  const logic = anyOf(rules.filters);
  const many = rules.filters.length > 1;
  return insert(many ? { ...rules, match: "advanced", logic } : combine(rules, "all"), [filter]);
}

/** Lets the logic follow; with fewer filters than it is offered for, the same is said without it. */
function follow(rules: Rules, to: readonly (number | undefined)[], added: readonly number[] = []): Rules {
  if (rules.match !== "advanced") return rules;
  const logic = followFilters(rules.logic ?? "", to, added);
  return rules.filters.length < LEAST_ADVANCED
    ? combine(rules, /\bor\b/i.test(logic) ? "any" : "all")
    : { ...rules, logic };
}

/** Rules as text, to be pasted into another smart list. */
export const copied = (rules: readonly Rule[]): string => JSON.stringify(rules, undefined, 2);

/** The rules in a text that was pasted; undefined: it holds none. */
export function pasted(text: string, triggers: boolean): readonly Rule[] | undefined {
  try {
    const read: unknown = JSON.parse(text);
    const found = [read].flat().flatMap(rulesIn);
    const fitting = found.filter((one) => triggers || !isTrigger(one));
    return fitting.length > 0 ? fitting : undefined;
  } catch {
    return undefined;
  }
}

function rulesIn(read: unknown): Rule[] {
  if (typeof read !== "object" || read === null) return [];
  const { trigger, filter, triggers, filters } = read as Record<string, unknown>;
  if (typeof trigger === "string" || typeof filter === "string")
    return [{ values: [], ...(read as object) } as unknown as Filter | Trigger];
  return [triggers, filters].flatMap((list) => (Array.isArray(list) ? list.flatMap(rulesIn) : []));
}
