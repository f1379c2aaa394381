import { Link, Outlet } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useClock } from "../../clock.ts";
import { ModeBadge, StatusBadge } from "../../controls/campaign-badge.tsx";
import { useWayTo } from "../../controls/asset.tsx";
import { say, useWords } from "../../language.ts";
import { useAsk } from "../../query.ts";
import { useCrumbs } from "../../shell/crumbs.ts";
import { Page, Sheet } from "../../ui/page.tsx";
import { Failed, Skeleton } from "../../ui/states.tsx";
import { Time } from "../../ui/time.tsx";
import { AssetMenu } from "../activities/asset-menu.tsx";
import { useShownMode } from "./mode-preview.ts";
import { QueueAge } from "./queue-age.tsx";
import { useAskCampaign, useCampaignId, type Campaign } from "./use-campaign.ts";
import { WallTime } from "./wall-time.tsx";
import { WillBeCancelled } from "./will-be-cancelled.tsx";

const words = say({
  en: {
    campaign: "Campaign",
    smartList: "Smart List",
    flow: "Flow",
    schedule: "Schedule",
    results: "Results",
    next: "next run",
  },
  fr: {
    campaign: "Campagne",
    smartList: "Liste intelligente",
    flow: "Flux",
    schedule: "Planning",
    results: "Résultats",
    next: "prochaine exécution",
  },
});

/** One campaign: who (Smart List), what (Flow), when (Schedule), and what came of it (Results). */
export function CampaignPage(): ReactNode {
  const says = useWords(words);
  const campaign = useCampaignId();
  const { data, error, refetch } = useAskCampaign();
  useCrumbs(...useWayTo("campaign", data?.id), data?.name ?? says.campaign);
  if (error && !data) return <Failed error={error} again={() => void refetch()} />;
  const tab = { params: { campaign } };
  return (
    <Page
      title={data?.name ?? says.campaign}
      beside={
        data && (
          <>
            <Mode campaign={data} />
            <StatusBadge status={data.status} />
            <QueueAge campaign={data.id} />
            {data.nextRun && <NextRun campaign={campaign} at={data.nextRun} />}
          </>
        )
      }
      below={data?.description}
      actions={data && <AssetMenu kind="campaign" id={data.id} />}
      tabs={
        <>
          <Link to="/campaigns/$campaign/smart-list" {...tab}>
            {says.smartList}
          </Link>
          <Link to="/campaigns/$campaign/flow" {...tab}>
            {says.flow}
          </Link>
          <Link to="/campaigns/$campaign/schedule" {...tab}>
            {says.schedule}
          </Link>
          <Link to="/campaigns/$campaign/results" {...tab}>
            {says.results}
          </Link>
        </>
      }
    >
      {data ? (
        <Outlet />
      ) : (
        <Sheet>
          <Skeleton lines={8} />
        </Sheet>
      )}
    </Page>
  );
}

/** When it runs next, unless the end of its program comes before. */
function NextRun({ campaign, at }: { campaign: string; at: string }): ReactNode {
  const says = useWords(words);
  const { zone } = useClock();
  const { data } = useAsk("show-schedule", { campaign, limit: 1 });
  const [next] = data?.upcoming ?? [];
  const expires = next?.expires ?? null;
  const time =
    data && next && data.zone !== zone ? (
      <WallTime {...next} zone={data.zone} />
    ) : (
      <Time at={at} as="dateTime" />
    );
  return (
    <>
      <span className="soft">
        {says.next} {expires === null ? time : <s>{time}</s>}
      </span>
      {expires !== null && <WillBeCancelled expires={expires} />}
    </>
  );
}

const Mode = ({ campaign }: { campaign: Campaign }): ReactNode => <ModeBadge mode={useShownMode(campaign)} />;
