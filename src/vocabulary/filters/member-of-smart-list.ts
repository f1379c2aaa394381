import { causedBy, problem, type Problem } from "#kernel/fault.ts";
import { anyOf, sql, type Sql } from "#kernel/sql.ts";
import type { Filter, Rules } from "#domain/rules.ts";
import { defineFilter, type InnerCheck, type InnerCondition, type Place, type Scope } from "../define.ts";
import { checkMembership, isNegative } from "./membership.ts";

const label = { en: "Member of Smart List", fr: "Membre de la liste intelligente" };

export const memberOfSmartList = defineFilter({
  name: "member-of-smart-list",
  label,
  also: ["Membre de la liste dynamique"],
  category: "membership",
  about: "smart list",
  ofPerson: false,
  check(filter, place, inner) {
    const checked = checkMembership("smart list", label, filter, place);
    if (checked.problems.length > 0) return checked;
    const problems = checked.value.values.flatMap((id, index) =>
      checkNested(Number(id), place, `${place.path}.values[${index}]`, inner),
    );
    return { value: checked.value, problems };
  },
  condition(filter, scope, inner) {
    const inside = anyOf(lists(filter, scope, inner));
    return isNegative(filter) ? sql`(${inside}) is not true` : inside;
  },
  seen: (filter, scope, inner) =>
    sql`jsonb_build_object('in', coalesce(${anyOf(lists(filter, { ...scope, reach: "each" }, inner))}, false))`,
  examples: [
    {
      says: { en: "Is in the smart list Customers", fr: "Est dans la liste intelligente Clients" },
      rule: { filter: "member-of-smart-list", operator: "in", values: ["Customers"] },
    },
  ],
});

const lists = (filter: Filter, scope: Scope, inner: InnerCondition): Sql[] =>
  filter.values.map((id) => inner(scope.catalog.smartLists.get(Number(id))?.rules as Rules, scope));

/** A nested list must be valid itself, and must not lead back to a list we came from. */
function checkNested(id: number, place: Place, path: string, check: InnerCheck): Problem[] {
  const { catalog, trail } = place;
  const list = catalog.smartLists.get(id);
  if (!list) return [problem(path, "asset.deleted", { kind: "smart list", value: id })];
  if (trail.includes(id)) {
    const names = [...trail.slice(trail.indexOf(id)), id].map(
      (one) => catalog.smartLists.get(one)?.name ?? String(one),
    );
    return [causedBy("smart list", list, problem(path, "smartList.cycle", { cycle: names.join(" → ") }))];
  }
  const inner = check(list.rules, {
    catalog,
    path,
    folder: list.folder,
    within: "nested",
    trail: [...trail, id],
  });
  const known = inner.find(({ code }) => code === "smartList.cycle" || code === "sample.nested");
  if (known) return [causedBy("smart list", known.cause ?? list, { ...known, path })];
  return inner.length > 0
    ? [causedBy("smart list", list, problem(path, "smartList.referencedInvalid", { value: list.name }))]
    : [];
}
