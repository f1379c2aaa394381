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
import { useMemo, type ReactNode } from "react";
import type { Output } from "../client.ts";
import { say } from "../language.ts";
import { useAsk } from "../query.ts";
import { router } from "../routes.tsx";

/** Something of the tree: a folder, a program, or what stands in them. */
export type Asset = Output<"show-tree">["nodes"][number];
export type AssetKind = Asset["kind"];

export const assetWords = say({
  en: {
    folder: "Folder",
    program: "Program",
    campaign: "Smart campaign",
    list: "Static list",
    "smart-list": "Smart list",
    email: "E-mail",
  } satisfies Record<AssetKind, string> as Record<AssetKind, string>,
  fr: {
    folder: "Dossier",
    program: "Programme",
    campaign: "Campagne intelligente",
    list: "Liste statique",
    "smart-list": "Liste intelligente",
    email: "E-mail",
  },
});

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

/** How an asset is known in the tree: folders and programs have their numbers from one row. */
export const assetKey = ({ kind, id }: Pick<Asset, "kind" | "id">): string => `${kind}-${id}`;

const PAGES: Record<AssetKind, string> = {
  folder: "/folders",
  program: "/programs",
  campaign: "/campaigns",
  list: "/lists",
  "smart-list": "/smart-lists",
  email: "/emails",
};

/** The address of its page; nothing where there is none, which the addresses of the product say. */
export function assetPage({ kind, id }: Pick<Asset, "kind" | "id">): string | undefined {
  const there = Object.keys(router.routesByPath).some((path) => path.startsWith(`${PAGES[kind]}/$`));
  return there ? `${PAGES[kind]}/${id}` : undefined;
}

const NONE: readonly Asset[] = [];

/** Everything that stands in the tree. */
export const useAssets = (): readonly Asset[] => useAsk("show-tree", {}).data?.nodes ?? NONE;

/** The folders and programs above something, from the outside in, as steps of the way to its page. */
export function useWayTo(kind: AssetKind, id: number | undefined): { label: string; href: string }[] {
  const assets = useAssets();
  return useMemo(() => {
    const places = new Map(
      assets.filter((one) => one.kind === "folder" || one.kind === "program").map((one) => [one.id, one]),
    );
    const way: Asset[] = [];
    let next = assets.find((one) => one.kind === kind && one.id === id)?.parent ?? null;
    while (next !== null) {
      const place = places.get(next);
      if (!place) break;
      way.unshift(place);
      next = place.parent;
    }
    return way.map((one) => ({ label: one.name, href: assetPage(one) ?? "/activities" }));
  }, [assets, kind, id]);
}
