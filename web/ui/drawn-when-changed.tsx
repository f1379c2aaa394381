import { isValidElement, memo, type FunctionComponent, type ReactNode } from "react";
import { useSteady } from "./use-steady.ts";

/**
 * A part that is drawn again only when what it is given says something else. What it is to do (`onPress`, `onChange`) is
 * no reason to: it does what it was told last.
 */
export function drawnWhenChanged<P extends object>(Part: FunctionComponent<P>): (props: P) => ReactNode {
  const Still = memo(Part, alike) as unknown as FunctionComponent<P>;
  return function Steady(props) {
    const handlers = Object.entries(props).filter(
      ([name, value]) => typeof value === "function" && /^on[A-Z]/.test(name),
    );
    return <Still {...props} {...useSteady(Object.fromEntries(handlers))} />;
  };
}

/** Whether two values say the same: lists and plain objects part by part, all else by being the same. For `memo`. */
export function alike(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (!isComposed(one) || !isComposed(other)) return false;
  if (isValidElement(one) && isValidElement(other))
    return one.type === other.type && one.key === other.key && alike(one.props, other.props);
  const names = Object.keys(one);
  return (
    Array.isArray(one) === Array.isArray(other) &&
    names.length === Object.keys(other).length &&
    names.every((name) => name in other && alike(one[name], other[name]))
  );
}

const isComposed = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" &&
  value !== null &&
  [Object.prototype, Array.prototype].includes(Object.getPrototypeOf(value) as object);
