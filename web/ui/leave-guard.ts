import { useBlocker } from "@tanstack/react-router";
import { say, useWords } from "../language.ts";
import { confirm } from "./dialog.tsx";

const words = say({
  en: {
    title: "Leave without saving?",
    text: "What you changed here is not saved.",
    leave: "Leave",
  },
  fr: {
    title: "Quitter sans enregistrer ?",
    text: "Vos modifications ne sont pas enregistrées.",
    leave: "Quitter",
  },
});

/** Asks before a page is left on which something is not saved. */
export function useLeaveGuard(unsaved: boolean): void {
  const says = useWords(words);
  useBlocker({
    disabled: !unsaved,
    enableBeforeUnload: unsaved,
    shouldBlockFn: async ({ current, next }) =>
      current.pathname !== next.pathname &&
      !(await confirm({ title: says.title, text: says.text, action: says.leave })),
  });
}
