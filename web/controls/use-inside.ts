import type { Output } from "../client.ts";
import { useAsk } from "../query.ts";

/** How many wait inside a campaign, and before which steps. */
export function useInside(campaign: string): {
  inside: number;
  counts: Output<"show-inside">["counts"];
} {
  const counts = useAsk("show-inside", { campaign, limit: 1 }).data?.counts ?? [];
  return { inside: counts.reduce((sum, one) => sum + one.people, 0), counts };
}
