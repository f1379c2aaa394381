import type { Rules } from "#domain/rules.ts";
import { same, written } from "../same.ts";
import { useEditing, type Editing } from "../use-editing.ts";

/** Rules as they are saved; where others may save them too, with the number of the version. */
interface SavedRules {
  readonly version?: number;
  readonly rules: Rules;
}

export const asSaved = ({ version, rules }: SavedRules) => ({ version, content: rules });

/** The rules of a smart list or a campaign while they are edited. */
export const useRulesEditing = (current: SavedRules): Editing<Rules> =>
  useEditing(asSaved(current), { show, read: show, changes: changesBetween });

const show = (rules: Rules): Rules => rules;

/** How many rules differ, and whether they are combined in another way. */
function changesBetween(before: Rules, after: Rules): number {
  const combined = same([before.match, before.logic], [after.match, after.logic]) ? 0 : 1;
  return differences(before.triggers, after.triggers) + differences(before.filters, after.filters) + combined;
}

function differences(before: readonly unknown[], after: readonly unknown[]): number {
  const left = new Map<string, number>();
  for (const one of before.map(written)) left.set(one, (left.get(one) ?? 0) + 1);
  let added = 0;
  for (const one of after.map(written)) {
    const count = left.get(one) ?? 0;
    if (count === 0) added += 1;
    else left.set(one, count - 1);
  }
  const gone = [...left.values()].reduce((all, count) => all + count, 0);
  const moved = added + gone === 0 && !same(before, after) ? 1 : 0;
  return Math.max(added, gone) + moved;
}
