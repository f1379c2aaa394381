import { useEffect, useMemo, useState } from "react";
import type { Output } from "../../client.ts";

export type EmailProblem = Output<"preview-email">["problems"][number];

/** Problems that only say that something is not there yet. */
const MISSING: readonly string[] = ["email.empty", "email.noSender"];

/**
 * What is wrong, as soon as it is fair to say: what is only missing is said of a field that was left, and of all of them
 * when somebody wants to approve.
 */
export function useShownProblems(problems: readonly EmailProblem[]) {
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [asked, setAsked] = useState(0);
  useEffect(() => {
    if (asked > 0) document.querySelector<HTMLElement>('.email-write [aria-invalid="true"]')?.focus();
  }, [asked]);
  const shown = useMemo(
    () =>
      problems.filter(
        ({ code, path }) => asked > 0 || !MISSING.includes(code) || left.has(path.slice("content.".length)),
      ),
    [problems, left, asked],
  );
  return {
    shown,
    touch: (name: string): void =>
      setLeft((before) => (before.has(name) ? before : new Set([...before, name]))),
    ask: (): void => setAsked(asked + 1),
  };
}
