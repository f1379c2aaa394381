import {
  IconBolt,
  IconBoltOff,
  IconCalendarEvent,
  IconFolder,
  IconListCheck,
  IconListSearch,
  IconMail,
  IconMailCheck,
  IconMailExclamation,
  IconPackage,
  IconPlayerPlay,
  IconStack2,
} from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { Output } from "../client.ts";
import { useAsk } from "../query.ts";

/** Something of the tree: a folder, a program, or what stands in them. */
export type Asset = Output<"show-tree">["nodes"][number];
export type AssetKind = Asset["kind"];

const ICONS: Record<AssetKind, ReactNode> = {
  folder: <IconFolder aria-hidden />,
  program: <IconPackage aria-hidden />,
  campaign: <IconStack2 aria-hidden />,
  list: <IconListCheck aria-hidden />,
  "smart-list": <IconListSearch aria-hidden />,
  email: <IconMail aria-hidden />,
};

const OWN: Readonly<Record<string, ReactNode>> = {
  "program-event": <IconCalendarEvent aria-hidden />,
  "campaign-trigger": <IconBoltOff aria-hidden />,
  "campaign-trigger-active": <IconBolt aria-hidden />,
  "campaign-executable": <IconPlayerPlay aria-hidden />,
  "email-approved": <IconMailCheck aria-hidden />,
  "email-changed": <IconMailExclamation aria-hidden />,
};

export const kindIcon = (kind: AssetKind): ReactNode => ICONS[kind];

/** What something is; of a campaign and an e-mail, how it stands too. */
export const assetIcon = ({ kind, icon, mode }: Pick<Asset, "kind" | "icon" | "mode">): ReactNode =>
  OWN[icon] ?? (mode ? OWN[`campaign-${mode}`] : undefined) ?? ICONS[kind];

const NONE: readonly Asset[] = [];

/** Everything that stands in the tree. */
export const useAssets = (): readonly Asset[] => useAsk("show-tree", {}).data?.nodes ?? NONE;

/** The icon that something has in the tree. */
export function useAssetIcon(): (asset: Pick<Asset, "kind" | "id">) => ReactNode {
  const assets = useAssets();
  return ({ kind, id }) => {
    const found = assets.find((one) => one.kind === kind && one.id === id);
    return found ? assetIcon(found) : kindIcon(kind);
  };
}
