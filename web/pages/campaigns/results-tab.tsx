import { getRouteApi, Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useInside } from "../../controls/use-inside.ts";
import { useFormat } from "../../format.ts";
import { say, useWords } from "../../language.ts";
import { CampaignLog } from "./campaign-log.tsx";
import { Members } from "./members.tsx";
import { RunAside } from "./run-aside.tsx";
import { Runs } from "./runs.tsx";
import { useCampaign } from "./use-campaign.ts";
import { Waiting } from "./waiting.tsx";
import { WithAside } from "../../ui/aside.tsx";
import "./results.css";

const words = say({
  en: {
    views: "Results",
    runs: "Runs",
    activities: "Activities",
    members: "Members",
    waiting: "Waiting",
  },
  fr: {
    views: "Résultats",
    runs: "Exécutions",
    activities: "Activités",
    members: "Membres",
    waiting: "En attente",
  },
});

const route = getRouteApi("/tree/campaigns/$campaign/results");
const VIEWS = ["runs", "activities", "members", "waiting"] as const;

/** What came of it: its runs, what they did, who has been in it, and who waits in it. */
export function ResultsTab(): ReactNode {
  const says = useWords(words);
  const format = useFormat();
  const { id } = useCampaign();
  const campaign = String(id);
  const shown = route.useSearch();
  const { view = "runs", run } = shown;
  const { inside } = useInside(campaign);
  return (
    <div className="results">
      <nav className="views" aria-label={says.views}>
        {VIEWS.map((one) => (
          <Link
            key={one}
            to="/campaigns/$campaign/results"
            params={{ campaign }}
            search={one === view ? shown : one === "runs" ? {} : { view: one }}
            activeOptions={{ exact: true }}
          >
            {says[one]}
            {one === "waiting" && inside > 0 && (
              <span className="faint number"> {format.number(inside)}</span>
            )}
          </Link>
        ))}
      </nav>
      <WithAside aside={view === "runs" && run !== undefined && <RunAside run={run} />}>
        {view === "runs" && <Runs />}
        {view === "activities" && <CampaignLog />}
        {view === "members" && <Members />}
        {view === "waiting" && <Waiting />}
      </WithAside>
    </div>
  );
}
