import { useMemo } from "react";
import { useLatest } from "../controls/use-latest.ts";
import { same } from "./same.ts";

type Acts = Readonly<Record<string, (...given: never[]) => void>>;

/** The same acts for ever, each of which does what was given last: so that what they are given to is not drawn again. */
export function useSteady<T extends { readonly [K in keyof T]: (...given: never[]) => void }>(acts: T): T {
  const latest = useLatest(acts);
  return useMemo(
    () =>
      Object.fromEntries(
        Object.keys(acts).map((name) => [
          name,
          (...given: never[]) => (latest.current as unknown as Acts)[name]?.(...given),
        ]),
      ) as unknown as T,
    [latest],
  );
}

/** Whether a part of an editor would be drawn as before: lists that say the same are the same. For `memo`. */
export const drawnAlike = <P extends object>(before: P, now: P): boolean =>
  Object.entries(now).every(([name, value]) => {
    const old = before[name as keyof P];
    return old === value || (Array.isArray(value) && Array.isArray(old) && same(old, value));
  }) && Object.keys(before).length === Object.keys(now).length;
