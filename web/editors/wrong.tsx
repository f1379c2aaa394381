import { useId, type ReactNode } from "react";
import "./wrong.css";

/** Underlines a part in red where something is wrong with it; the reason stands there on hover and focus. */
export function Wrong({
  reason,
  grow = false,
  children,
}: {
  reason: string | undefined;
  /** It takes the room that is left. */
  grow?: boolean;
  children: ReactNode;
}): ReactNode {
  const id = useId();
  return (
    <span
      className={`spot${reason ? " wrong" : ""}${grow ? " grow" : ""}`}
      {...(reason ? { role: "group", "aria-describedby": id } : {})}
    >
      {children}
      {reason && (
        <span className="reason" id={id}>
          {reason}
        </span>
      )}
    </span>
  );
}

/** Something that is wrong, with its place. */
export interface Misplaced {
  readonly path: string;
  readonly message: string;
}

/** Those problems that are inside a place, with what is left of their way: `values[0]` inside `rules.filters[2]`. */
export const problemsIn = (problems: readonly Misplaced[], place: string): Misplaced[] =>
  problems.flatMap(({ path, message }) => {
    if (path === place) return [{ path: "", message }];
    const next = path[place.length];
    return path.startsWith(place) && (next === "." || next === "[")
      ? [{ path: path.slice(place.length + (next === "." ? 1 : 0)), message }]
      : [];
  });

/** The sentences about a place and what is inside it. */
export function reasonAt(problems: readonly Misplaced[], ...places: string[]): string | undefined {
  const found = places.flatMap((place) => problemsIn(problems, place).map((one) => one.message));
  return found.length > 0 ? [...new Set(found)].join(" ") : undefined;
}
