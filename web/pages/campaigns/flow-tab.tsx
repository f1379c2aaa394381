import { getRouteApi } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { FlowEditor } from "../../editors/flow/flow-editor.tsx";
import { useCampaign } from "./use-campaign.ts";

const route = getRouteApi("/tree/campaigns/$campaign/flow");

/** What happens to who enters: the steps in order. */
export function FlowTab(): ReactNode {
  const campaign = useCampaign();
  const { panel, open } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <FlowEditor
      key={campaign.id}
      campaign={campaign}
      panel={panel}
      onPanel={(next) => void navigate({ search: (now) => ({ ...now, panel: next }), replace: true })}
      opened={open ?? []}
      onOpened={(steps) =>
        void navigate({
          search: (now) => ({ ...now, open: steps.length > 0 ? [...steps] : undefined }),
          replace: true,
        })
      }
    />
  );
}
