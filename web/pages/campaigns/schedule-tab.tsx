import type { ReactNode } from "react";
import { say, useWords } from "../../language.ts";
import { useAsk } from "../../query.ts";
import { Section, Sheet } from "../../ui/page.tsx";
import { Time } from "../../ui/time.tsx";
import { useCampaign } from "./use-campaign.ts";

const words = say({
  en: { coming: "Coming runs", none: "None" },
  fr: { coming: "Prochaines exécutions", none: "Aucune" },
});

/** When it runs. */
export function ScheduleTab(): ReactNode {
  const says = useWords(words);
  const { id } = useCampaign();
  const { data } = useAsk("show-schedule", { campaign: String(id) });
  return (
    <Sheet>
      <Section title={says.coming}>
        {data?.upcoming.length === 0 && <p className="soft">{says.none}</p>}
        {data?.upcoming.map((one) => (
          <p key={one.at}>
            <Time at={one.at} as="dateTime" />
          </p>
        ))}
      </Section>
    </Sheet>
  );
}
