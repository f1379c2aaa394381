import { useMemo, useRef } from "react";

/** Handlers that are the same object always and do what the newest do, so that what they are given to is not drawn anew. */
export function useSteady<T extends object>(newest: T): T {
  const current = useRef(newest);
  current.current = newest;
  const names = Object.keys(newest).join(" ");
  return useMemo(
    () =>
      Object.fromEntries(
        names
          .split(" ")
          .map((name) => [
            name,
            (...args: unknown[]) =>
              (current.current as Record<string, (...args: unknown[]) => unknown>)[name]?.(...args),
          ]),
      ) as T,
    [names],
  );
}
