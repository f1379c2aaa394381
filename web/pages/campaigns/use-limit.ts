import { say, useWords } from "../../language.ts";
import { useFormat } from "../../format.ts";
import { useAsk } from "../../query.ts";
import type { Campaign } from "./use-campaign.ts";

const words = say({
  en: {
    over: (people: string, limit: string) =>
      `As things stand, ${people} people qualify. That is more than the person limit of ${limit}: the run would not start.`,
  },
  fr: {
    over: (people: string, limit: string) =>
      `En l’état, ${people} personnes se qualifient. C’est plus que la limite de ${limit} personnes : l’exécution ne commencerait pas.`,
  },
});

type Limited = Pick<Campaign, "personLimit">;

/** Says of so many people that they are more than a run may take; nothing when they are not. */
export function useOverLimit(campaign: Limited): (people: number) => string | undefined {
  const says = useWords(words);
  const format = useFormat();
  const { data: settings } = useAsk("show-settings", {});
  const limit = campaign.personLimit ?? settings?.person_limit ?? null;
  return (people) =>
    limit !== null && people > limit ? says.over(format.number(people), format.number(limit)) : undefined;
}
