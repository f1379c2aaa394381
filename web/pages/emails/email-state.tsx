import type { ReactNode } from "react";
import { say, useWords } from "../../language.ts";
import { Badge } from "../../ui/badge.tsx";

export const stateWords = say({
  en: { draft: "Draft", approved: "Approved", changed: "Approved, edited since" },
  fr: { draft: "Brouillon", approved: "Approuvé", changed: "Approuvé, modifié depuis" },
});

export const emailStates = ["draft", "approved", "changed"] as const;

/** How an e-mail stands. */
export function EmailState({ of }: { of: { approved: boolean; changed: boolean } }): ReactNode {
  const says = useWords(stateWords);
  if (!of.approved) return <Badge>{says.draft}</Badge>;
  return of.changed ? (
    <Badge tone="warn">{says.changed}</Badge>
  ) : (
    <Badge tone="success">{says.approved}</Badge>
  );
}
