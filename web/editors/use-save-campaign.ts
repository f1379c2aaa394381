import { useState } from "react";
import type { Input, Output } from "../client.ts";
import { say, useWords } from "../language.ts";
import { changed, useTell } from "../query.ts";
import { done, failed } from "../ui/toast.tsx";
import type { Misplaced } from "./wrong.tsx";

const words = say({
  en: { saved: "Saved.", unfinished: "Saved; what is marked keeps it from running." },
  fr: { saved: "Enregistré.", unfinished: "Enregistré ; ce qui est signalé l’empêche de s’exécuter." },
});

/** Whether something is wrong in the parts that were saved: another may not have been begun. */
const isUnfinished = (edit: object, problems: readonly { readonly path: string }[]): boolean =>
  problems.some(({ path }) => Object.keys(edit).some((part) => path === part || path.startsWith(`${part}.`)));

/** Saves a part of a campaign as a new version; that somebody else has saved it shows by itself, as theirs. */
export function useSaveCampaign(campaign: number) {
  const says = useWords(words);
  const [refused, setRefused] = useState<readonly Misplaced[]>();
  const tell = useTell("save-campaign", { also: ["tree"] });
  const save = (
    edit: Omit<Input<"save-campaign">, "campaign">,
    then: (answer: Output<"save-campaign">) => void,
    /** What else is said then. */
    also?: string,
  ): void =>
    tell.mutate(
      { campaign: String(campaign), ...edit },
      {
        onSuccess(answer) {
          then(answer);
          setRefused(undefined);
          const saved = isUnfinished(edit, answer.problems) ? says.unfinished : says.saved;
          done(also ? `${saved} ${also}` : saved);
        },
        onError(error) {
          if (error.problems.some((one) => one.code === "campaign.changed")) return changed("campaign");
          setRefused(error.problems);
          failed(error);
        },
      },
    );
  return { save, saving: tell.isPending, refused, forget: () => setRefused(undefined) };
}
