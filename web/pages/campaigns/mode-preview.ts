import { useEffect, useSyncExternalStore } from "react";
import type { Campaign } from "./use-campaign.ts";

type Mode = Campaign["mode"];

let preview: { readonly campaign: number; readonly mode: Mode } | undefined;
const listeners = new Set<() => void>();
const onChange = (then: () => void): (() => void) => {
  listeners.add(then);
  return () => listeners.delete(then);
};
const show = (next: typeof preview): void => {
  preview = next;
  for (const tell of listeners) tell();
};

/** Lets the badge of a campaign's page show already what its mode will be once its rules are saved. */
export function usePreviewMode(campaign: number, mode: Mode): void {
  useEffect(() => {
    show({ campaign, mode });
    return () => show(undefined);
  }, [campaign, mode]);
}

/** The mode to show of a campaign: as it is, or as it is being edited. */
export const useShownMode = ({ id, mode }: Pick<Campaign, "id" | "mode">): Mode => {
  const shown = useSyncExternalStore(onChange, () => preview);
  return shown?.campaign === id ? shown.mode : mode;
};
