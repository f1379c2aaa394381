import { useState } from "react";
import { useHistory, type History } from "./history.ts";
import { same } from "./same.ts";

/** Something as it is saved; where others may save it too, with the number of its version. */
export interface Saved<T> {
  readonly version?: number | undefined;
  readonly content: T;
}

/** Something that is edited as `Shown` and saved as `T`. */
export interface Editing<T, Shown = T> {
  readonly history: History<Shown>;
  /** What would be saved now. */
  readonly now: T;
  /** What was saved last, as far as the reader knows. */
  readonly base: Saved<T>;
  /** How many things are not saved yet. */
  readonly changes: number;
  /** What somebody else saved meanwhile. */
  readonly theirs: Saved<T> | undefined;
  /** Takes over what was saved. @param sent what had been sent */
  readonly saved: (answer: Saved<T>, sent: T) => void;
  readonly takeTheirs: () => void;
  readonly keepMine: () => void;
  readonly discard: () => void;
}

/** How something is edited that is not shown as it is saved, and how much of it differs. */
export interface Way<T, Shown> {
  /** @param instead what is shown, in whose place this will be */
  readonly show: (content: T, instead?: Shown) => Shown;
  readonly read: (shown: Shown) => T;
  readonly changes: (before: T, now: T) => number;
}

/** What is edited: what it was when it was read, what it is now, and what others have made of it meanwhile. */
export function useEditing<T, Shown>(
  current: Saved<T>,
  { show, read, changes: count }: Way<T, Shown>,
): Editing<T, Shown> {
  const [base, setBase] = useState(current);
  const [seen, setSeen] = useState(current.content);
  const history = useHistory<Shown>(() => show(current.content));
  const now = read(history.present);
  const changes = same(base.content, now) ? 0 : Math.max(1, count(base.content, now));
  const newer =
    current.version === undefined ? current.content !== seen : current.version > (base.version ?? 0);
  const other = newer && !same(current.content, base.content) && !same(current.content, now);
  const take = (): void => {
    setSeen(current.content);
    setBase(current);
  };
  if (newer && (!other || changes === 0)) {
    take();
    if (other) history.reset(show(current.content));
  }
  return {
    history,
    now,
    base,
    changes,
    theirs: other && changes > 0 ? current : undefined,
    saved(answer, sent) {
      setBase(answer);
      if (same(now, sent)) history.replace(show(answer.content, history.present));
    },
    takeTheirs() {
      take();
      history.set(show(current.content));
    },
    keepMine: take,
    discard: () => history.set(show(base.content, history.present)),
  };
}
