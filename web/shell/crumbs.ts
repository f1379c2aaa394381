import { useEffect, useSyncExternalStore } from "react";

/** A step of the way to a page. */
export interface Crumb {
  readonly label: string;
  readonly href?: string;
}

let crumbs: readonly Crumb[] = [];
const listeners = new Set<() => void>();
const set = (next: readonly Crumb[]): void => {
  crumbs = next;
  for (const tell of listeners) tell();
};

/** Says where a page stands below its area, from the outside in; the area itself is known from the address. */
export function useCrumbs(...labels: (string | Crumb)[]): void {
  const key = JSON.stringify(labels);
  useEffect(() => {
    set(
      (JSON.parse(key) as (string | Crumb)[]).map((one) => (typeof one === "string" ? { label: one } : one)),
    );
    return () => set([]);
  }, [key]);
}

export const useShownCrumbs = (): readonly Crumb[] =>
  useSyncExternalStore(
    (then) => {
      listeners.add(then);
      return () => listeners.delete(then);
    },
    () => crumbs,
  );
