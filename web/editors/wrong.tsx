import { useId, type ReactNode } from "react";
import type { PlacedProblem } from "../client.ts";
import "./wrong.css";

/**
 * Underlines a part where something is wrong with it: in red, or in the colour of warnings if it only may be. The reason
 * stands there on hover and focus, or all the time below it.
 */
export function Wrong({
  reason,
  below = false,
  perhaps = false,
  lacks = false,
  grow = false,
  children,
}: {
  reason: string | undefined;
  below?: boolean;
  perhaps?: boolean;
  /** Something is still to be filled in here. */
  lacks?: boolean;
  /** It takes the room that is left. */
  grow?: boolean;
  children: ReactNode;
}): ReactNode {
  const id = useId();
  return (
    <span
      className={`spot${grow ? " grow" : ""}${reason ? ` wrong${below ? " below" : ""}${perhaps ? " perhaps" : ""}` : ""}`}
      {...lacking(lacks)}
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

/** Marks where something is still to be filled in, for {@link toFirstLacking}. */
export const lacking = (lacks: boolean): { "data-lacks"?: true } => (lacks ? { "data-lacks": true } : {});

/** Brings the focus to the first place where something is still to be filled in, or is wrong. */
export function toFirstLacking(within: Element | null | undefined): void {
  toFirstField(within?.querySelector("[data-lacks], .field[data-invalid], .spot.wrong") ?? within);
}

/** Brings the focus to what is typed in first; else to what is chosen first. */
export function toFirstField(within: Element | null | undefined): void {
  const find = (what: string): HTMLElement | null | undefined => within?.querySelector<HTMLElement>(what);
  const typed = find('input:not([type=checkbox], [tabindex="-1"]), textarea, [role="textbox"]');
  (typed ?? find(".select") ?? find("input, button"))?.focus();
}

/** Something that is wrong, with its place. */
export interface Misplaced extends Pick<PlacedProblem, "path" | "code" | "message" | "cause"> {
  /** It is only missing, and nobody has asked for it yet. */
  readonly calm?: boolean;
}

/** Those problems that are inside a place, with what is left of their way: `values[0]` inside `rules.filters[2]`. */
export const problemsIn = <P extends Misplaced>(problems: readonly P[], place: string): P[] =>
  problems.flatMap((one): P[] => {
    const { path } = one;
    if (path === place) return [{ ...one, path: "" }];
    const next = path[place.length];
    return path.startsWith(place) && (next === "." || next === "[")
      ? [{ ...one, path: path.slice(place.length + (next === "." ? 1 : 0)) }]
      : [];
  });

/** Those that are wrong; what is missing is said calmly elsewhere. */
export const wrongOf = <P extends Misplaced>(problems: readonly P[]): P[] =>
  problems.filter((one) => !one.calm);

/** The sentences of problems, each once. */
export const sentencesOf = (problems: readonly Misplaced[]): string =>
  [...new Set(problems.map((one) => one.message))].join(" ");

/** The sentences about what is wrong at a place and inside it. */
export const reasonAt = (problems: readonly Misplaced[], ...places: string[]): string | undefined =>
  sentencesOf(places.flatMap((place) => problemsIn(wrongOf(problems), place))) || undefined;

/** Whether something is still to be filled in at a place or inside it, and nobody has asked for it yet. */
export const lacksAt = (problems: readonly Misplaced[], place: string): boolean =>
  problemsIn(problems, place).some((one) => one.calm);
