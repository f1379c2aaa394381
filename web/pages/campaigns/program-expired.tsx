import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useFormat } from "../../format.ts";
import { say, useWords } from "../../language.ts";
import { useAsk } from "../../query.ts";
import { useCampaign } from "./use-campaign.ts";

const words = say({
  en: { expired: (when: string) => `Its program expired on ${when}; what ran by itself ended then.` },
  fr: {
    expired: (when: string) =>
      `Son programme a expiré le ${when} ; ce qui s’y exécutait de soi-même a alors pris fin.`,
  },
});

/** Says that the program of the open campaign has expired, if it has: that is why nothing of it goes on by itself. */
export function ProgramExpired(): ReactNode {
  const says = useWords(words);
  const format = useFormat();
  const program = String(useCampaign().program?.id ?? "");
  const { data } = useAsk("show-program", { program }, { enabled: program !== "" });
  if (!data?.expiration?.expired) return null;
  return (
    <p>
      <Link to="/programs/$program/setup" params={{ program }}>
        {says.expired(format.dateTime(data.expiration.at))}
      </Link>
    </p>
  );
}
