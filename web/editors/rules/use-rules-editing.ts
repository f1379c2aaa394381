import { useState } from "react";
import type { Rules } from "#domain/rules.ts";
import { useHistory, type History } from "../history.ts";

/** Rules as they are saved; where others may save them too, with the number of the version. */
export interface SavedRules {
  readonly version?: number;
  readonly rules: Rules;
}

export interface RulesEditing {
  readonly history: History<Rules>;
  readonly base: SavedRules;
  /** How many things are not saved yet. */
  readonly changes: number;
  /** Somebody else saved other rules meanwhile. */
  readonly theirs: SavedRules | undefined;
  /** Takes over what was saved. */
  readonly saved: (answer: SavedRules, sent: Rules) => void;
  readonly takeTheirs: () => void;
  readonly keepMine: () => void;
  readonly discard: () => void;
}

/** Rules that are edited: what they were when they were read, are now, and what others have made of them meanwhile. */
export function useRulesEditing(current: SavedRules): RulesEditing {
  const [base, setBase] = useState<SavedRules>(current);
  const history = useHistory<Rules>(current.rules);
  const changes = changesBetween(base.rules, history.present);
  const [seen, setSeen] = useState(current.rules);
  const newer =
    current.version === undefined ? current.rules !== seen : current.version > (base.version ?? 0);
  const other = newer && !same(current.rules, base.rules);
  const take = (): void => {
    setSeen(current.rules);
    setBase(current);
  };
  if (newer && (!other || changes === 0)) {
    take();
    if (other) history.reset(current.rules);
  }
  return {
    history,
    base,
    changes,
    theirs: other && changes > 0 ? current : undefined,
    saved(answer, sent) {
      setBase(answer);
      if (same(history.present, sent)) history.set(answer.rules, "saved");
    },
    takeTheirs() {
      take();
      history.set(current.rules);
    },
    keepMine: take,
    discard: () => history.set(base.rules),
  };
}

/** As text, whatever the order in which its parts were written. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, one: unknown) =>
    typeof one === "object" && one !== null && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).toSorted(([a], [b]) => a.localeCompare(b)))
      : one,
  );

const same = (one: unknown, other: unknown): boolean => canonical(one) === canonical(other);

/** How many rules differ, and whether they are combined in another way. */
function changesBetween(before: Rules, after: Rules): number {
  const combined = same([before.match, before.logic], [after.match, after.logic]) ? 0 : 1;
  return differences(before.triggers, after.triggers) + differences(before.filters, after.filters) + combined;
}

function differences(before: readonly unknown[], after: readonly unknown[]): number {
  const left = new Map<string, number>();
  for (const one of before.map(canonical)) left.set(one, (left.get(one) ?? 0) + 1);
  let added = 0;
  for (const one of after.map(canonical)) {
    const count = left.get(one) ?? 0;
    if (count === 0) added += 1;
    else left.set(one, count - 1);
  }
  const gone = [...left.values()].reduce((all, count) => all + count, 0);
  const moved = added + gone === 0 && !same(before, after) ? 1 : 0;
  return Math.max(added, gone) + moved;
}
