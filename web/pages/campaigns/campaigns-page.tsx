import { IconBolt, IconPlus } from "@tabler/icons-react";
import { Link, useNavigate } from "@tanstack/react-router";
import { useMemo, type ReactNode } from "react";
import { ModeBadge, StatusBadge } from "../../controls/campaign-badge.tsx";
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
    version: "Version",
    changed: "Changed",
    none: "No campaigns yet",
    noneText: "A smart campaign says who, what and when: a smart list, a flow and a schedule.",
    begin: "Create a smart campaign",
  },
  fr: {
    title: "Campagnes intelligentes",
    name: "Campagne",
    mode: "Mode",
    status: "État",
    version: "Version",
    changed: "Modifiée",
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
  const navigate = useNavigate();
  const { create, dialogs } = useAssetActs();
  const paging = usePages("list-campaigns", { limit: 200 });
  const campaigns = useMemo(() => paging.data?.pages.flatMap((page) => page.campaigns) ?? [], [paging.data]);
  const columns = useMemo(
    (): readonly Column<Campaign>[] => [
      {
        id: "name",
        label: says.name,
        width: 160,
        grow: true,
        narrow: true,
        cell: (one) => (
          <Link to="/campaigns/$campaign" params={{ campaign: String(one.id) }} tabIndex={-1}>
            {one.name}
          </Link>
        ),
      },
      { id: "mode", label: says.mode, width: 130, cell: (one) => <ModeBadge mode={one.mode} /> },
      {
        id: "status",
        label: says.status,
        width: 170,
        narrow: true,
        cell: (one) => <StatusBadge status={one.status} />,
      },
      { id: "version", label: says.version, width: 80, end: true, cell: (one) => one.version },
      { id: "changed", label: says.changed, width: 140, cell: (one) => <Time at={one.updatedOn} /> },
    ],
    [says],
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
