import { IconHourglassLow, IconHourglassOff, IconPlus, IconSearch, IconSitemap } from "@tabler/icons-react";
import { useRouterState } from "@tanstack/react-router";
import { useMemo, useState, type ReactNode } from "react";
import { Button as Pressable } from "react-aria-components/Button";
import { assetIcon, type Asset } from "../../controls/asset-icon.tsx";
import { assetKey, assetPage } from "../../controls/asset.tsx";
import { StatusSign, type Status } from "../../controls/campaign-badge.tsx";
import { say, useLanguage, useWords } from "../../language.ts";
import { useAsk } from "../../query.ts";
import { Button } from "../../ui/button.tsx";
import { fold } from "../../ui/option.ts";
import { Menu } from "../../ui/menu.tsx";
import { SearchBox } from "../../ui/search-box.tsx";
import { Empty, Failed, Skeleton } from "../../ui/states.tsx";
import { Tree, type TreeNode } from "../../ui/tree.tsx";
import { useAssetActs } from "./asset-acts.tsx";
import "./activities-tree.css";

const words = say({
  en: {
    title: "Marketing Activities",
    search: "Search …",
    create: "Create",
    none: "Nothing here yet",
    noneText: "A program holds the campaigns, e-mails and lists of one undertaking.",
    begin: "Create a program",
    Expires: "It has an expiration",
    Expired: "Expired",
    notFound: (text: string) => `No results for “${text}”`,
  },
  fr: {
    title: "Activités marketing",
    search: "Chercher …",
    create: "Créer",
    none: "Encore rien ici",
    noneText: "Un programme réunit les campagnes, e-mails et listes d’un même projet.",
    begin: "Créer un programme",
    Expires: "A une date d’expiration",
    Expired: "Expiré",
    notFound: (text: string) => `Aucun résultat pour « ${text} »`,
  },
});

/** The tree of Marketing Activities, with everything that can be done in it. */
export function ActivitiesTree(): ReactNode {
  const says = useWords(words);
  const { data, error, refetch } = useAsk("show-tree", {});
  const [typed, setTyped] = useState("");
  const current = useCurrent();
  const nodes = useNodes(data?.nodes, typed);
  const assets = useMemo(() => new Map(data?.nodes.map((one) => [assetKey(one), one])), [data]);
  const { actsOf, createActs, create, move, dialogs } = useAssetActs();
  const place = placeOf(assets, current);
  return (
    <nav className="activities" aria-label={says.title}>
      <h1>{says.title}</h1>
      <header>
        <SearchBox label={says.search} value={typed} onChange={setTyped} />
        <Menu label={says.create} acts={createActs(place)}>
          <Pressable className="button icon" aria-label={says.create}>
            <IconPlus />
          </Pressable>
        </Menu>
      </header>
      <div className="activities-tree">
        {error && !data ? (
          <Failed error={error} again={() => void refetch()} />
        ) : !data ? (
          <Skeleton lines={10} />
        ) : (
          <Tree
            label={says.title}
            name="activities"
            nodes={nodes}
            current={current}
            openAll={typed !== ""}
            actsOf={({ id }) => {
              const asset = assets.get(id);
              return asset ? actsOf(asset) : [];
            }}
            onMove={(ids, to) => {
              const target = assets.get(to.id);
              const into = to.where === "on" ? (target?.id ?? null) : (target?.parent ?? null);
              void move(
                ids.flatMap((id) => assets.get(id) ?? []),
                into,
              );
            }}
            empty={
              typed ? (
                <Empty icon={<IconSearch />} title={says.notFound(typed)} />
              ) : (
                <Empty
                  icon={<IconSitemap />}
                  title={says.none}
                  action={
                    <Button icon={<IconPlus />} onPress={() => create("program")}>
                      {says.begin}
                    </Button>
                  }
                >
                  {says.noneText}
                </Empty>
              )
            }
          />
        )}
      </div>
      {dialogs}
    </nav>
  );
}

/** The key of what is open, from its address. */
function useCurrent(): string | undefined {
  const path = useRouterState({ select: (state) => state.location.pathname });
  const [, area, id] = path.split("/");
  return area && id ? `${area.replace(/s$/, "")}-${id}` : undefined;
}

/** In which folder or program something new stands that is made while one is open. */
function placeOf(assets: ReadonlyMap<string, Asset>, current: string | undefined): number | null {
  const open = current === undefined ? undefined : assets.get(current);
  if (!open) return null;
  return holds(open) ? open.id : open.parent;
}

const holds = ({ kind }: Asset): boolean => kind === "folder" || kind === "program";

/** The tree's nodes; if something is searched for, those whose name has it and what leads to them. */
function useNodes(assets: readonly Asset[] | undefined, typed: string): readonly TreeNode[] {
  const says = useWords(words);
  const language = useLanguage();
  return useMemo(() => {
    const wanted = fold(typed);
    const inside = Map.groupBy(assets ?? [], (one) => one.parent);
    const build = (parent: number | null): TreeNode[] =>
      (inside.get(parent) ?? []).toSorted(byPlace(language)).flatMap((one) => {
        const children = holds(one) ? build(one.id) : undefined;
        if (wanted && !fold(one.name).includes(wanted) && !children?.length) return [];
        return [nodeOf(one, children, says)];
      });
    return build(null);
  }, [assets, typed, says, language]);
}

/** Folders and programs first, then by name. */
const byPlace =
  (language: string) =>
  (one: Asset, other: Asset): number =>
    Number(holds(other)) - Number(holds(one)) || one.name.localeCompare(other.name, language);

function nodeOf(
  asset: Asset,
  children: readonly TreeNode[] | undefined,
  says: Readonly<Record<"Expires" | "Expired", string>>,
): TreeNode {
  const href = assetPage(asset);
  const state = asset.kind === "campaign" ? (asset.status as Status) : undefined;
  const ends = asset.kind === "program" ? (asset.status as "Expires" | "Expired" | null) : null;
  return {
    id: assetKey(asset),
    label: asset.name,
    icon: assetIcon(asset),
    ...(href ? { href } : {}),
    ...(children ? { children } : {}),
    ...(ends
      ? {
          note: (
            <span className={`tree-ends ${ends}`} role="img" aria-label={says[ends]} title={says[ends]}>
              {ends === "Expired" ? <IconHourglassOff aria-hidden /> : <IconHourglassLow aria-hidden />}
            </span>
          ),
        }
      : {}),
    ...(state ? { note: <StatusSign status={state} /> } : {}),
  };
}
