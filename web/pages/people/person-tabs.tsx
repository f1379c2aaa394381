import { IconBolt, IconListCheck } from "@tabler/icons-react";
import { getRouteApi, Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useFormat } from "../../format.ts";
import { say, useWords } from "../../language.ts";
import { useAsk } from "../../query.ts";
import { DataTable, type Column } from "../../ui/data-table.tsx";
import { Empty } from "../../ui/states.tsx";
import { Time } from "../../ui/time.tsx";
import { whole } from "../../ui/whole.ts";
import type { Output } from "../../client.ts";

export { PersonInfo } from "./person-info.tsx";

const words = say({
  en: {
    lists: "Lists",
    list: "List",
    since: "Since",
    noLists: "In no list",
    noListsText: "Lists are filled by hand, by an import, or by a campaign’s step Add to List.",
    campaigns: "Campaigns",
    campaign: "Campaign",
    times: "Times",
    first: "First entered",
    last: "Last entered",
    noCampaigns: "Never in a campaign",
    noCampaignsText: "Campaigns this person enters will be listed here, with how often and when.",
  },
  fr: {
    lists: "Listes",
    list: "Liste",
    since: "Depuis",
    noLists: "Dans aucune liste",
    noListsText:
      "Les listes se remplissent à la main, par un import, ou par l’étape Ajouter à la liste d’une campagne.",
    campaigns: "Campagnes",
    campaign: "Campagne",
    times: "Fois",
    first: "Première entrée",
    last: "Dernière entrée",
    noCampaigns: "Jamais dans une campagne",
    noCampaignsText: "Les campagnes où cette personne entre figureront ici, avec combien de fois et quand.",
  },
});

const route = getRouteApi("/people/$person");
type Person = Output<"show-person">;

export function PersonLists(): ReactNode {
  const says = useWords(words);
  const { person } = route.useParams();
  const asked = useAsk("show-person", { person });
  const columns: Column<Person["lists"][number]>[] = [
    { id: "name", label: says.list, width: 200, grow: true, narrow: true, cell: (one) => one.name },
    {
      id: "since",
      label: says.since,
      width: 180,
      narrow: true,
      cell: (one) => <Time at={one.since} as="dateTime" />,
    },
  ];
  return (
    <DataTable
      label={says.lists}
      name="person-lists"
      columns={columns}
      rows={asked.data?.lists ?? []}
      paging={whole(asked)}
      keyOf={(one) => String(one.id)}
      empty={
        <Empty icon={<IconListCheck />} title={says.noLists}>
          {says.noListsText}
        </Empty>
      }
    />
  );
}

export function PersonCampaigns(): ReactNode {
  const says = useWords(words);
  const format = useFormat();
  const { person } = route.useParams();
  const asked = useAsk("show-person", { person });
  const columns: Column<Person["campaigns"][number]>[] = [
    {
      id: "name",
      label: says.campaign,
      width: 200,
      grow: true,
      narrow: true,
      cell: (one) => (
        <Link to="/campaigns/$campaign" params={{ campaign: String(one.id) }}>
          {one.name}
        </Link>
      ),
    },
    {
      id: "times",
      label: says.times,
      width: 80,
      end: true,
      narrow: true,
      cell: (one) => format.number(one.times),
    },
    { id: "first", label: says.first, width: 180, cell: (one) => <Time at={one.first} as="dateTime" /> },
    { id: "last", label: says.last, width: 180, cell: (one) => <Time at={one.last} as="dateTime" /> },
  ];
  return (
    <DataTable
      label={says.campaigns}
      name="person-campaigns"
      columns={columns}
      rows={asked.data?.campaigns ?? []}
      paging={whole(asked)}
      keyOf={(one) => String(one.id)}
      empty={
        <Empty icon={<IconBolt />} title={says.noCampaigns}>
          {says.noCampaignsText}
        </Empty>
      }
    />
  );
}
