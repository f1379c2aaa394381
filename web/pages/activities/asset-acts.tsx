import { IconArrowsMove, IconCopy, IconCursorText, IconFileSearch, IconTrash } from "@tabler/icons-react";
import { useNavigate, useRouterState } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";
import { call } from "../../client.ts";
import { kindIcon, type Asset, type AssetKind } from "../../controls/asset-icon.tsx";
import { assetPage, assetWords } from "../../controls/asset.tsx";
import { say, useWords } from "../../language.ts";
import { changed } from "../../query.ts";
import type { Act } from "../../ui/menu.tsx";
import { done, failed } from "../../ui/toast.tsx";
import { CreateEmail } from "../emails/create-email.tsx";
import { type Made, CreateDialog, MoveDialog, RenameAsset } from "./asset-dialogs.tsx";
import { CloneDialog, cloneWords, isCloneable, type Cloneable } from "./clone-dialog.tsx";
import { removeAsset } from "./remove-asset.tsx";

const words = say({
  en: {
    rename: "Rename …",
    move: "Move …",
    audit: "Audit trail",
    remove: "Delete …",
    removeKey: "Delete",
    moved: (name: string) => `“${name}” is moved.`,
  },
  fr: {
    rename: "Renommer …",
    move: "Déplacer …",
    audit: "Journal d’audit",
    remove: "Supprimer …",
    removeKey: "Suppr",
    moved: (name: string) => `« ${name} » est déplacé.`,
  },
});

type Asked =
  | { readonly what: "create"; readonly kind: AssetKind; readonly place: number | null }
  | { readonly what: "clone"; readonly asset: Cloneable }
  | { readonly what: "rename" | "move"; readonly asset: Asset };

/** What can be done with things of the tree, and the dialogs that ask for more. */
export function useAssetActs(): {
  actsOf: (asset: Asset) => readonly Act[];
  /** What can be made in a folder or program; null is the top. */
  createActs: (place: number | null) => readonly Act[];
  /** Asks for the name of something new at the top. */
  create: (kind: AssetKind) => void;
  move: (assets: readonly Asset[], to: number | null) => Promise<void>;
  dialogs: ReactNode;
} {
  const says = useWords(words);
  const { ask } = useWords(cloneWords);
  const names = useWords(assetWords);
  const navigate = useNavigate();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const [asked, setAsked] = useState<Asked>();
  const close = (): void => setAsked(undefined);
  const open = (made: Made): void => {
    const page = assetPage(made);
    if (made.begins) void navigate({ to: `${page}/schedule`, search: { on: made.begins } });
    else if (page) void navigate({ to: page });
  };

  /** A smart list without rules has nobody to show yet. */
  const begin = (made: Pick<Asset, "kind" | "id">): void =>
    made.kind === "smart-list" ? void navigate({ to: `${assetPage(made)}/rules` }) : open(made);

  const create = (kind: AssetKind, place: number | null = null): void =>
    setAsked({ what: "create", kind, place });
  const createActs = (place: number | null): Act[] =>
    CREATED.map((kind) => ({
      id: `create-${kind}`,
      label: `${names[kind]} …`,
      icon: kindIcon(kind),
      run: () => create(kind, place),
    }));

  const remove = (asset: Asset): Promise<void> =>
    removeAsset(asset, async () => {
      if (isBelow(path, assetPage(asset))) await navigate({ to: "/activities" });
    });

  const actsOf = (asset: Asset): Act[] => [
    ...(asset.kind === "folder" || asset.kind === "program" ? createActs(asset.id) : []),
    {
      id: "rename",
      label: says.rename,
      icon: <IconCursorText />,
      keys: "F2",
      run: () => setAsked({ what: "rename", asset }),
    },
    ...(isCloneable(asset)
      ? [
          {
            id: "clone",
            label: ask,
            icon: <IconCopy />,
            run: () => setAsked({ what: "clone", asset }),
          },
        ]
      : []),
    { id: "move", label: says.move, icon: <IconArrowsMove />, run: () => setAsked({ what: "move", asset }) },
    {
      id: "audit",
      label: says.audit,
      icon: <IconFileSearch />,
      run: () =>
        void navigate({
          to: "/settings/audit",
          search: { kind: asset.kind.replace("-", " "), of: String(asset.id) },
        }),
    },
    {
      id: "delete",
      label: says.remove,
      icon: <IconTrash />,
      keys: says.removeKey,
      danger: true,
      run: () => void remove(asset).catch(failed),
    },
  ];

  const move = async (assets: readonly Asset[], to: number | null): Promise<void> => {
    for (const asset of assets) {
      try {
        if (asset.parent === to) continue;
        const warnings = await moveAsset(asset, to);
        changed("tree", asset.kind);
        done([says.moved(asset.name), ...warnings].join(" "));
      } catch (error) {
        failed(error as Error);
      }
    }
  };

  const dialogs = (
    <>
      {asked?.what === "create" &&
        (asked.kind === "email" ? (
          <CreateEmail place={asked.place} onClose={close} />
        ) : (
          <CreateDialog kind={asked.kind} place={asked.place} onClose={close} onMade={begin} />
        ))}
      {asked?.what === "rename" && <RenameAsset asset={asked.asset} onClose={close} onMade={() => {}} />}
      {asked?.what === "clone" && <CloneDialog asset={asked.asset} onClose={close} onMade={open} />}
      {asked?.what === "move" && (
        <MoveDialog asset={asked.asset} onClose={close} move={(to) => move([asked.asset], to)} />
      )}
    </>
  );
  return { actsOf, createActs, create, move, dialogs };
}

const CREATED = ["program", "campaign", "email", "smart-list", "list", "folder"] as const;

const MOVE: Record<AssetKind, (id: string, to: string) => Promise<{ warnings?: string[] }>> = {
  folder: async (folder, to) => ({ ...(await call("move-folder", { folder, to })), warnings: [] }),
  program: async (program, to) => ({ ...(await call("move-program", { program, to })), warnings: [] }),
  campaign: (campaign, to) => call("move-campaign", { campaign, to }),
  list: (list, to) => call("move-list", { list, to }),
  "smart-list": (smartList, to) => call("move-smart-list", { smartList, to }),
  email: (email, to) => call("move-email", { email, to }),
};

/** Moves something; gives what still ties it to where it was, as sentences. */
const moveAsset = async ({ kind, id }: Asset, to: number | null): Promise<readonly string[]> =>
  (await MOVE[kind](String(id), to === null ? "/" : String(to))).warnings ?? [];

const isBelow = (path: string, of: string | undefined): boolean =>
  of !== undefined && (path === of || path.startsWith(`${of}/`));
