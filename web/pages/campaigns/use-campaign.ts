import { getRouteApi } from "@tanstack/react-router";
import type { Output } from "../../client.ts";
import { useAskedCampaign } from "../../editors/missing.ts";
import { useAsk } from "../../query.ts";
import { cannot } from "../../ui/toast.tsx";

export type Campaign = Output<"show-campaign">;

const route = getRouteApi("/tree/campaigns/$campaign");

/** The number of the campaign that is open: from the address. */
export const useCampaignId = (): string => route.useParams().campaign;

/** How the campaign that is open is asked for. */
export const useAskCampaign = () => useAsk("show-campaign", { campaign: useCampaignId() });

/** The campaign that is open, for its tabs: they are there once it is known. */
export function useCampaign(): Campaign {
  const { data } = useAskCampaign();
  if (!data) throw new Error("a tab stands only in the page of its campaign");
  return data;
}

/** Asks whether the campaign can be run or activated; if not, what keeps it from that is said: the first at once, everything at its place. */
export function useReady(): () => Promise<boolean> {
  const { refetch } = useAskCampaign();
  const { ask } = useAskedCampaign(useCampaign());
  return async () => {
    const { data } = await refetch();
    if (data?.problems.length === 0) return true;
    ask();
    const [first] = data?.problems ?? [];
    if (first) cannot(first.message);
    return false;
  };
}
