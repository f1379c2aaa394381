import { useEffect, useMemo } from "react";
import { say, useWords } from "../../language.ts";
import { useCommands } from "../../ui/commands.ts";
import { done, failed } from "../../ui/toast.tsx";

const words = say({
  en: { undo: "Undo", undoLast: "Take back the last move", calendar: "Calendar" },
  fr: { undo: "Annuler", undoLast: "Annuler le dernier déplacement", calendar: "Calendrier" },
});

interface Step {
  readonly undo: () => Promise<void>;
  /** Its message goes. */
  forget: () => void;
}

/** What was done and can be taken back, the newest last. */
let steps: readonly Step[] = [];

async function takeBack(step: Step | undefined): Promise<void> {
  if (!step || !steps.includes(step)) return;
  steps = steps.filter((one) => one !== step);
  step.forget();
  await step.undo().catch(failed);
}

/** Says what was done, if that is not said elsewhere, and offers to take it back: by a button, or by keys. */
export type Undoable = (text: string | undefined, undo: () => Promise<void>) => void;

export function useUndoable(): Undoable {
  const says = useWords(words);
  return useMemo(
    () => (text, undo) => {
      const step: Step = { undo, forget: () => {} };
      steps = [...steps, step];
      if (text !== undefined)
        step.forget = done(text, { label: says.undo, keys: "mod+z", run: () => void takeBack(step) });
    },
    [says],
  );
}

/** Takes back the newest. */
export const undoLast = (): Promise<void> => takeBack(steps.at(-1));

/** The keys that take back what was done, as long as what it was done on is there. */
export function useUndoKeys(): void {
  const says = useWords(words);
  useCommands(
    useMemo(
      () => [{ id: "undo-move", label: says.undoLast, group: says.calendar, run: () => void undoLast() }],
      [says],
    ),
  );
  useEffect(() => {
    // No command's keys: where somebody writes they take back what was typed.
    const onKey = (event: KeyboardEvent): void => {
      const writes = (event.target as Element).closest("input, textarea, [role=dialog]");
      if (!(event.metaKey || event.ctrlKey) || event.shiftKey || event.key.toLowerCase() !== "z" || writes)
        return;
      event.preventDefault();
      void undoLast();
    };
    document.addEventListener("keydown", onKey);
    return () => {
      document.removeEventListener("keydown", onKey);
      steps = [];
    };
  }, []);
}
