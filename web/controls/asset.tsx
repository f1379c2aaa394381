import { useMemo } from "react";
import { say } from "../language.ts";
import { router } from "../routes.tsx";
import { useAssets, type Asset, type AssetKind } from "./asset-icon.tsx";

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
