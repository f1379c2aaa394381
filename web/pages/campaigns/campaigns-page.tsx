import { IconBolt, IconPlus } from "@tabler/icons-react";
import { Link, useNavigate } from "@tanstack/react-router";
import { useMemo, type ReactNode } from "react";
import { ModeBadge, StatusBadge } from "../../controls/campaign-badge.tsx";
import { useFormat } from "../../format.ts";
import { say, useWords } from "../../language.ts";
import { usePages } from "../../query.ts";
import { Button } from "../../ui/button.tsx";
import { DataTable, type Column } from "../../ui/data-table.tsx";
import { Page } from "../../ui/page.tsx";
import { Empty } from "../../ui/states.tsx";
import { Time } from "../../ui/time.tsx";
import type { Output } from "../../client.ts";
import { useAssetActs } from "../activities/asset-acts.tsx";

const words = say({
  en: {
    title: "Smart campaigns",
    name: "Campaign",
    mode: "Mode",
    status: "Status",
    program: "Program",
    last: "Last run",
    since: (date: string) => `since ${date}`,
    next: "Next run",
    entries: "Entries",
    entriesHelp:
      "How often people went through in the last run, or since it was activated: who did twice counts twice",
    none: "No campaigns yet",
    noneText: "A smart campaign says who, what and when: a smart list, a flow and a schedule.",
    begin: "Create a smart campaign",
  },
  fr: {
    title: "Campagnes intelligentes",
    name: "Campagne",
    mode: "Mode",
    status: "État",
    program: "Programme",
    last: "Dernière",
    since: (date: string) => `dès le ${date}`,
    next: "Prochaine",
    entries: "Entrées",
    entriesHelp:
      "Nombre de passages à la dernière exécution, ou depuis l’activation : qui est passé deux fois compte deux fois",
    none: "Pas encore de campagne",
    noneText:
      "Une campagne intelligente dit qui, quoi et quand : une liste intelligente, un flux et un planning.",
    begin: "Créer une campagne intelligente",
  },
});

type Campaign = Output<"list-campaigns">["campaigns"][number];

/** All campaigns with their mode and what they are doing. */
export function CampaignsPage(): ReactNode {
  const says = useWords(words);
  const format = useFormat();
  const navigate = useNavigate();
  const { create, dialogs } = useAssetActs();
  const paging = usePages("list-campaigns", { limit: 200 });
  const campaigns = useMemo(() => paging.data?.pages.flatMap((page) => page.campaigns) ?? [], [paging.data]);
  const columns = useMemo(
    (): readonly Column<Campaign>[] => [
      {
        id: "name",
        label: says.name,
        width: 188,
        grow: true,
        narrow: true,
        cell: (one) => (
          <Link to="/campaigns/$campaign" params={{ campaign: String(one.id) }} tabIndex={-1}>
            {one.name}
          </Link>
        ),
      },
      { id: "mode", label: says.mode, width: 117, cell: (one) => <ModeBadge mode={one.mode} /> },
      {
        id: "status",
        label: says.status,
        width: 152,
        narrow: true,
        cell: (one) => <StatusBadge status={one.status} />,
      },
      {
        id: "last",
        label: says.last,
        width: 140,
        cell: (one) =>
          one.lastRun &&
          (one.active ? says.since(format.date(one.lastRun.startedOn)) : <Time at={one.lastRun.startedOn} />),
      },
      { id: "next", label: says.next, width: 122, cell: (one) => one.nextRun && <Time at={one.nextRun} /> },
      {
        id: "entries",
        label: says.entries,
        width: 76,
        end: true,
        optional: true, // the Results of each show it
        cell: (one) =>
          one.lastRun && <span title={says.entriesHelp}>{format.number(one.lastRun.entries)}</span>,
      },
      {
        id: "program",
        label: says.program,
        width: 160,
        optional: true, // the tree beside shows it
        cell: (one) => one.program?.name,
      },
    ],
    [says, format],
  );
  return (
    <Page title={says.title}>
      <DataTable
        label={says.title}
        name="campaigns"
        columns={columns}
        rows={campaigns}
        paging={paging}
        keyOf={(one) => String(one.id)}
        onOpen={(one) => void navigate({ to: "/campaigns/$campaign", params: { campaign: String(one.id) } })}
        empty={
          <Empty
            icon={<IconBolt />}
            title={says.none}
            action={
              <Button kind="primary" icon={<IconPlus />} onPress={() => create("campaign")}>
                {says.begin}
              </Button>
            }
          >
            {says.noneText}
          </Empty>
        }
      />
      {dialogs}
    </Page>
  );
}
