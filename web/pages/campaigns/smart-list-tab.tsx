import type { ReactNode } from "react";
import { say, useLanguage, useWords } from "../../language.ts";
import { useAsk } from "../../query.ts";
import { Section, Sheet } from "../../ui/page.tsx";
import { useCampaign } from "./use-campaign.ts";

const words = say({
  en: { triggers: "Triggers", filters: "Filters", none: "None" },
  fr: { triggers: "Déclencheurs", filters: "Filtres", none: "Aucun" },
});

/** Who enters: the triggers and filters. */
export function SmartListTab(): ReactNode {
  const says = useWords(words);
  const language = useLanguage();
  const { rules } = useCampaign();
  const { data } = useAsk("show-vocabulary", {}, { staleTime: Infinity });
  const activity = (name: string) => data?.activities.find((one) => one.name === name);
  const triggers = rules.triggers.map((one) => activity(one.trigger)?.trigger?.[language] ?? one.trigger);
  const filters = rules.filters.map((one) => {
    const field = data?.fields.find(({ name }) => name === one.field)?.label[language];
    const word = data?.filters.find(({ name }) => name === one.filter) ?? undefined;
    return field ?? word?.label[language] ?? activity(one.filter)?.filter?.[language] ?? one.filter;
  });
  return (
    <Sheet>
      {(
        [
          [says.triggers, triggers],
          [says.filters, filters],
        ] as const
      ).map(([title, rows]) => (
        <Section key={title} title={title}>
          {rows.length === 0 && <p className="soft">{says.none}</p>}
          {rows.map((row, index) => (
            <p key={index}>{row}</p>
          ))}
        </Section>
      ))}
    </Sheet>
  );
}
