import { IconBolt, IconCheck, IconPackage } from "@tabler/icons-react";
import { getRouteApi, Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { MemberStatus } from "../../controls/member-status.tsx";
import { Value } from "../../controls/value.tsx";
import { useFormat } from "../../format.ts";
import { say, useWords } from "../../language.ts";
import { useAsk } from "../../query.ts";
import { DataTable, type Column } from "../../ui/data-table.tsx";
import { Empty } from "../../ui/states.tsx";
import { Time } from "../../ui/time.tsx";
import { whole } from "../../ui/whole.ts";
import type { Output } from "../../client.ts";

export { PersonInfo } from "./person-info.tsx";
export { PersonLists } from "./person-lists.tsx";

const words = say({
  en: {
    campaigns: "Campaigns",
    campaign: "Campaign",
    times: "Times",
    first: "First entered",
    last: "Last entered",
    noCampaigns: "Never in a campaign",
    programs: "Programs",
    program: "Program",
    status: "Status",
    statusSince: "Status since",
    memberSince: "Member since",
    success: "Success",
    acquired: "Acquired",
    acquiredBy: "Acquired by this program",
    noPrograms: "In no program",
    noProgramsText: "Programs this person is a member of will be listed here, with their status in each.",
    noCampaignsText: "Campaigns this person enters will be listed here, with how often and when.",
  },
  fr: {
    campaigns: "Campagnes",
    campaign: "Campagne",
    times: "Fois",
    first: "Première entrée",
    last: "Dernière entrée",
    noCampaigns: "Jamais dans une campagne",
    programs: "Programmes",
    program: "Programme",
    status: "Statut",
    statusSince: "Statut depuis",
    memberSince: "Membre depuis",
    success: "Succès",
    acquired: "Acquise",
    acquiredBy: "Acquise par ce programme",
    noPrograms: "Dans aucun programme",
    noProgramsText:
      "Les programmes dont cette personne est membre figureront ici, avec son statut dans chacun.",
    noCampaignsText: "Les campagnes où cette personne entre figureront ici, avec combien de fois et quand.",
  },
});

const route = getRouteApi("/people/$person");
type Person = Output<"show-person">;

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

export function PersonPrograms(): ReactNode {
  const says = useWords(words);
  const { person } = route.useParams();
  const asked = useAsk("show-person", { person });
  const columns: Column<Person["programs"][number]>[] = [
    {
      id: "name",
      label: says.program,
      width: 200,
      grow: true,
      narrow: true,
      cell: (one) => (
        <Link to="/programs/$program" params={{ program: String(one.id) }}>
          {one.name}
        </Link>
      ),
    },
    {
      id: "status",
      label: says.status,
      width: 150,
      narrow: true,
      cell: (one) => <MemberStatus {...one} />,
    },
    {
      id: "status-since",
      label: says.statusSince,
      width: 180,
      cell: (one) => <Time at={one.statusSince} as="dateTime" />,
    },
    {
      id: "success",
      label: says.success,
      width: 110,
      cell: (one) => <Value field={{ type: "date" }} value={one.successDate} />,
    },
    {
      id: "since",
      label: says.memberSince,
      width: 180,
      cell: (one) => <Time at={one.since} as="dateTime" />,
    },
    {
      id: "acquired",
      label: says.acquired,
      width: 90,
      cell: (one) => one.acquired && <IconCheck size={16} aria-label={says.acquiredBy} />,
    },
  ];
  return (
    <DataTable
      label={says.programs}
      name="person-programs"
      columns={columns}
      rows={asked.data?.programs ?? []}
      paging={whole(asked)}
      keyOf={(one) => String(one.id)}
      empty={
        <Empty icon={<IconPackage />} title={says.noPrograms}>
          {says.noProgramsText}
        </Empty>
      }
    />
  );
}
