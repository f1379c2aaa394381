import { useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { RunPanel } from "../../controls/runs/run-panel.tsx";
import { useCampaign } from "./use-campaign.ts";

/** One run of the campaign beside the list. */
export function RunAside({ run }: { run: number }): ReactNode {
  const navigate = useNavigate();
  const campaign = useCampaign();
  const params = { campaign: String(campaign.id) };
  return (
    <RunPanel
      run={run}
      of={campaign}
      isOurs={(one) => one.campaign?.id === campaign.id}
      onClose={() => void navigate({ to: "/campaigns/$campaign/results", params, search: {} })}
    />
  );
}
