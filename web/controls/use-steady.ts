import { useRef, useState } from "react";

/** Handlers that are the same object always and do what the newest do, so that what they are given to is not drawn anew. */
export function useSteady<T extends object>(newest: T): T {
  const current = useRef(newest);
  current.current = newest;
  const [steady] = useState(
    () =>
      Object.fromEntries(
        Object.keys(newest).map((name) => [
          name,
          (...args: unknown[]) =>
            (current.current as Record<string, (...args: unknown[]) => unknown>)[name]?.(...args),
        ]),
      ) as T,
  );
  return steady;
}
