import { useEffect, useRef, type ReactNode } from "react";
import { BlockerList } from "../../controls/blocker-list.tsx";
import { calmed, useAskedCampaign } from "../../editors/missing.ts";
import { wrongOf } from "../../editors/wrong.tsx";
import { say, useWords } from "../../language.ts";
import { Section } from "../../ui/page.tsx";
import { useCampaign } from "./use-campaign.ts";

const words = say({
  en: {
    title: "What keeps it from running",
    note: "It cannot be run or activated before this is put right.",
    missing: "Still to fill in",
    missingNote: "Then it can be run or activated.",
  },
  fr: {
    title: "Ce qui l’empêche de s’exécuter",
    note: "Elle ne peut être ni exécutée ni activée tant que ceci n’est pas corrigé.",
    missing: "Reste à remplir",
    missingNote: "Ensuite, elle peut être exécutée ou activée.",
  },
});

/**
 * Everything that keeps the campaign from running, each with a link to where it is put right; apart from that what is only
 * missing, until somebody wants to run it.
 */
export function Blockers(): ReactNode {
  const says = useWords(words);
  const campaign = useCampaign();
  const asked = useAskedCampaign(campaign);
  const problems = calmed(campaign.problems, asked);
  const wrong = wrongOf(problems);
  const missing = problems.filter((one) => one.calm);
  const seen = useRef(asked.times);
  useEffect(() => {
    if (asked.times > seen.current) document.querySelector<HTMLElement>(".blockers a")?.focus();
    seen.current = asked.times;
  }, [asked.times]);
  return (
    <>
      {wrong.length > 0 && (
        <Section title={says.title} note={says.note}>
          <BlockerList campaign={campaign.id} problems={wrong} />
        </Section>
      )}
      {missing.length > 0 && (
        <Section title={says.missing} note={says.missingNote}>
          <BlockerList campaign={campaign.id} problems={missing} />
        </Section>
      )}
    </>
  );
}
