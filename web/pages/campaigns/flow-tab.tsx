import type { ReactNode } from "react";
import { say, useLanguage, useWords } from "../../language.ts";
import { useAsk } from "../../query.ts";
import { Section, Sheet } from "../../ui/page.tsx";
import { useCampaign } from "./use-campaign.ts";

const words = say({
  en: { steps: "Steps", none: "None" },
  fr: { steps: "Étapes", none: "Aucune" },
});

/** What happens to who enters: the steps in order. */
export function FlowTab(): ReactNode {
  const says = useWords(words);
  const language = useLanguage();
  const { flow } = useCampaign();
  const { data } = useAsk("show-vocabulary", {}, { staleTime: Infinity });
  return (
    <Sheet>
      <Section title={says.steps}>
        {flow.steps.length === 0 && <p className="soft">{says.none}</p>}
        {flow.steps.map((step, index) => (
          <p key={step.id ?? index}>
            {index + 1}.{" "}
            {data?.actions.find((one) => one.name === step.action)?.label[language] ?? step.action}
          </p>
        ))}
      </Section>
    </Sheet>
  );
}
