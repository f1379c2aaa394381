import type { UseQueryResult } from "@tanstack/react-query";
import type { Output } from "../../client.ts";
import { useAsk } from "../../query.ts";
import { useCampaign, type Campaign } from "./use-campaign.ts";

/** Whether it can be told whom a campaign would take: it has rules, and they are sound. */
export const isCountable = ({ mode, problems }: Campaign): boolean =>
  mode === "batch" && !problems.some(({ path }) => path.startsWith("rules"));

/** Who would take part in the open campaign if it ran now. */
export const useAudience = (): UseQueryResult<Output<"show-audience">> => useAudienceOf(useCampaign().id);

/** The same of any campaign. Counted once for all who show it. */
export const useAudienceOf = (
  campaign: number,
  { enabled = true } = {},
): UseQueryResult<Output<"show-audience">> =>
  useAsk(
    "show-audience",
    { campaign: String(campaign) },
    { enabled, keep: true, staleTime: 60_000, slow: true },
  );
