import type { ReactNode } from "react";
import { useFormat } from "../../format.ts";
import { say, useWords } from "../../language.ts";
import { Badge } from "../../ui/badge.tsx";

const words = say({
  en: {
    ends: "Will be cancelled",
    when: (when: string) => `Cancelled when the program expires on ${when}`,
  },
  fr: {
    ends: "Sera annulée",
    when: (when: string) => `Annulée à l’expiration du programme, le ${when}`,
  },
});

/** Marks a run to come that the end of its program cancels. */
export function WillBeCancelled({ expires }: { expires: string }): ReactNode {
  const says = useWords(words);
  const format = useFormat();
  return (
    <span title={says.when(format.dateTime(expires))}>
      <Badge tone="warn">{says.ends}</Badge>
    </span>
  );
}
