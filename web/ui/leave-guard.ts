import { useBlocker } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { say, useWords } from "../language.ts";
import { confirm } from "./dialog.tsx";

const words = say({
  en: {
    title: "Save before you leave?",
    leaveTitle: "Leave without saving?",
    text: "What you changed here is not saved.",
    leave: "Leave without saving",
    save: "Save and go on",
  },
  fr: {
    title: "Enregistrer avant de quitter ?",
    leaveTitle: "Quitter sans enregistrer ?",
    text: "Vos modifications ne sont pas enregistrées.",
    leave: "Quitter sans enregistrer",
    save: "Enregistrer et continuer",
  },
});

/**
 * Asks before a page is left on which something is not saved; what can be saved there and then goes on.
 *
 * @param saving whether it is being saved
 * @param save left out where it has to be looked at again before it is saved
 */
export function useLeaveGuard(unsaved: boolean, saving = false, save?: () => void): void {
  const says = useWords(words);
  const leaving = useRef<{ settle: (saved: boolean) => void; begun: boolean }>(undefined);
  useEffect(() => {
    const { current } = leaving;
    if (!current) return;
    if (saving) current.begun = true;
    else if (!unsaved || current.begun) {
      leaving.current = undefined;
      current.settle(!unsaved);
    }
  }, [unsaved, saving]);
  const saveFirst = (): Promise<boolean> =>
    new Promise((settle) => {
      leaving.current = { settle, begun: false };
      save?.();
    });
  useBlocker({
    disabled: !unsaved,
    enableBeforeUnload: unsaved,
    shouldBlockFn: async ({ current, next }) =>
      current.pathname !== next.pathname &&
      !(await confirm({
        title: save ? says.title : says.leaveTitle,
        text: says.text,
        action: says.leave,
        ...(save ? { instead: { action: says.save, run: saveFirst } } : {}),
      })),
  });
}
