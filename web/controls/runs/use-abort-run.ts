import { call } from "../../client.ts";
import { say, useWords } from "../../language.ts";
import { changed } from "../../query.ts";
import { confirm } from "../../ui/dialog.tsx";
import { done } from "../../ui/toast.tsx";

const words = say({
  en: {
    label: "Abort …",
    title: "Abort this run?",
    text: "It stops where it stands: no further step for anybody, and who waits in it leaves. What is done stays done.",
    action: "Abort",
    done: "The run is aborted.",
  },
  fr: {
    label: "Abandonner …",
    title: "Abandonner cette exécution ?",
    text: "Elle s’arrête là où elle en est : plus aucune étape pour personne, et qui y attend la quitte. Ce qui est fait reste fait.",
    action: "Abandonner",
    done: "L’exécution est abandonnée.",
  },
});

/** Stops one run, after saying what that will do. */
export function useAbortRun(): {
  readonly label: string;
  readonly abort: (run: { readonly id: number }) => Promise<void>;
} {
  const { label, title, text, action, done: told } = useWords(words);
  return {
    label,
    async abort({ id }) {
      if (!(await confirm({ title, text, action, danger: true }))) return;
      await call("abort-run", { run: id });
      changed("campaign", "run", "tree", "queue", "calendar", "notification");
      done(told);
    },
  };
}
