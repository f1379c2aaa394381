import { useEffect, useMemo, useRef, useState } from "react";
import type { Output } from "../../client.ts";
import { calmed, useAsked } from "../../editors/missing.ts";

export type EmailProblem = Output<"preview-email">["problems"][number];

/**
 * What is wrong with an e-mail, as soon as it is fair to say: what is only missing is said of a field that was left, and of
 * all of them when somebody wants to approve.
 */
export function useShownProblems(email: number, problems: readonly EmailProblem[]) {
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const asked = useAsked(`email ${email}`, problems.length === 0);
  const shown = useMemo(
    () =>
      calmed(problems, asked).filter(({ calm, path }) => !calm || left.has(path.slice("content.".length))),
    [problems, left, asked],
  );
  /** Who asks before it is known what is wrong is led there when it is. */
  const led = useRef(asked.times);
  useEffect(() => {
    if (asked.times <= led.current || shown.length === 0) return;
    led.current = asked.times;
    document.querySelector<HTMLElement>('.email-write [aria-invalid="true"]')?.focus();
  }, [asked.times, shown]);
  return {
    shown,
    touch: (name: string): void =>
      setLeft((before) => (before.has(name) ? before : new Set([...before, name]))),
    ask: asked.ask,
  };
}
