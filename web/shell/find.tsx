import { IconUser } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useDeferredValue } from "react";
import { useAssetIcon } from "../controls/asset-icon.tsx";
import { personName } from "../controls/person-name.ts";
import { say, useWords } from "../language.ts";
import { useAsk } from "../query.ts";
import { fold } from "../ui/option.ts";
import { textOf } from "../ui/text-of.ts";
import type { Found } from "../ui/palette.tsx";

const words = say({
  en: { people: "People", campaigns: "Campaigns" },
  fr: { people: "Personnes", campaigns: "Campagnes" },
});

const SHOWN = ["email", "first_name", "last_name", "company"];

/** What the palette finds besides commands: people by their name, company or e-mail, campaigns by a part of their name. */
export function useFound(text: string): Found {
  const navigate = useNavigate();
  const says = useWords(words);
  const iconOf = useAssetIcon();
  const wanted = useDeferredValue(text);
  const asks = wanted.length >= 2;
  const { data: people, isFetching } = useAsk(
    "find-people",
    { search: wanted, limit: 8, fields: SHOWN },
    { enabled: asks, keep: true },
  );
  const { data: campaigns, isLoading } = useAsk("list-campaigns", { limit: 500 }, { enabled: asks });
  const settled = wanted === text && !isFetching && !isLoading;
  if (!asks) return { commands: [], settled };
  const named = campaigns?.campaigns.filter((one) => fold(one.name).includes(fold(wanted))) ?? [];
  const commands = [
    ...(people?.people ?? []).map((person) => ({
      id: `person-${person.id}`,
      label: personName(person),
      note: textOf(person["company"]),
      group: says.people,
      icon: <IconUser />,
      run: () => void navigate({ to: "/people/$person", params: { person: String(person.id) } }),
    })),
    ...named.slice(0, 8).map((campaign) => ({
      id: `campaign-${campaign.id}`,
      label: campaign.name,
      group: says.campaigns,
      icon: iconOf({ kind: "campaign", id: campaign.id }),
      run: () => void navigate({ to: "/campaigns/$campaign", params: { campaign: String(campaign.id) } }),
    })),
  ];
  return { commands, settled };
}
