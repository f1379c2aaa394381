import { IconUsers } from "@tabler/icons-react";
import { useMemo, type ReactNode } from "react";
import { useFormat } from "../../format.ts";
import { say, useWords } from "../../language.ts";
import { useAsk } from "../../query.ts";
import { Empty } from "../../ui/states.tsx";
import { ExportButton } from "../lists/list-head.tsx";
import { PeopleTable } from "../people/people-table.tsx";
import { useCampaign } from "./use-campaign.ts";

const words = say({
  en: {
    title: "Members",
    count: (people: string, one: boolean) =>
      `${people} ${one ? "person has" : "people have"} entered this campaign.`,
    none: "Nobody has entered yet",
    noneText: "Everybody who goes through the flow is listed here, for ever.",
  },
  fr: {
    title: "Membres",
    count: (people: string, one: boolean) =>
      `${people} ${one ? "personne est entrée" : "personnes sont entrées"} dans cette campagne.`,
    none: "Personne n’est encore entré",
    noneText: "Toutes les personnes qui parcourent le flux figurent ici, pour toujours.",
  },
});

/** Everybody who has ever entered the campaign: searched, sorted and acted upon as any list. */
export function Members(): ReactNode {
  const says = useWords(words);
  const format = useFormat();
  const { id, name } = useCampaign();
  const of = useMemo(
    () => ({ rules: { filters: [{ filter: "member-of-smart-campaign", operator: "in", values: [id] }] } }),
    [id],
  );
  const { data: count } = useAsk("count-people", of, { slow: true });
  return (
    <PeopleTable
      label={says.title}
      of={of}
      everyone={count?.people}
      tools={
        count !== undefined &&
        count.people > 0 && (
          <>
            <span className="soft">{says.count(format.number(count.people), count.people === 1)}</span>
            <span className="rest" />
            <ExportButton name={`${name} – ${says.title}`} of={of} />
          </>
        )
      }
      empty={
        <Empty icon={<IconUsers />} title={says.none}>
          {says.noneText}
        </Empty>
      }
    />
  );
}
